package dev.heddle.proof.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The TCK's rules for publishers, for the input of a connection. */
public abstract class InputVerification extends FlowPublisherVerification<ByteBuffer> {

    private final String backend;
    private Connected connected;

    InputVerification(String backend) {
        super(environment());
        this.backend = backend;
    }

    /** One that waits long enough for a machine that does other things, too, and looks often, which takes less time. */
    static TestEnvironment environment() {
        return new TestEnvironment(10_000, 100, 100);
    }

    /** On the selector backend. */
    public static final class OnSelector extends InputVerification {
        /** For TestNG. */
        public OnSelector() {
            super("selector");
        }
    }

    /** On the loom backend. */
    public static final class OnLoom extends InputVerification {
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
    public final Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        Flow.Publisher<ByteBuffer> input = connected.connect().input();
        Source source = new Source(connected.peer(), elements);
        source.next();
        return subscriber -> input.subscribe(subscriber == null ? null : new Paced(subscriber, source));
    }

    @Override
    public final Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        return Connected.stopped(backend).input();
    }

    /** A peer that sends so many bytes, each when it is told to, so that each is an element; and then its end. */
    private static final class Source {

        private final Socket peer;
        private long left;

        Source(Socket peer, long bytes) {
            this.peer = peer;
            left = bytes;
        }

        void next() {
            try {
                if (left > 0) {
                    left--;
                    peer.getOutputStream().write(7);
                } else {
                    peer.shutdownOutput();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Has the source go on when an element has come. */
    private record Paced(Flow.Subscriber<? super ByteBuffer> subscriber, Source source)
            implements Flow.Subscriber<ByteBuffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            source.next();
            subscriber.onNext(bytes);
        }

        @Override
        public void onError(Throwable cause) {
            subscriber.onError(cause);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
