package dev.heddle.proof.flow;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The TCK's rules for subscribers, for the output of a connection. */
public abstract class OutputVerification extends FlowSubscriberBlackboxVerification<ByteBuffer> {

    private final String backend;
    private Connected connected;

    OutputVerification(String backend) {
        super(InputVerification.environment());
        this.backend = backend;
    }

    /** On the selector backend. */
    public static final class OnSelector extends OutputVerification {
        /** For TestNG. */
        public OnSelector() {
            super("selector");
        }
    }

    /** On the loom backend. */
    public static final class OnLoom extends OutputVerification {
        /** For TestNG. */
        public OnLoom() {
            super("loom");
        }
    }

    /** Starts a reactor. */
    @BeforeClass
    public final void open() {
        connected = new Connected(backend);
    }

    /** Stops it. */
    @AfterClass
    public final void close() {
        connected.close();
    }

    @Override
    public final Flow.Subscriber<ByteBuffer> createFlowSubscriber() {
        return connected.connect().output();
    }

    @Override
    public final ByteBuffer createElement(int element) {
        return ByteBuffer.wrap(new byte[] {(byte) element});
    }
}
