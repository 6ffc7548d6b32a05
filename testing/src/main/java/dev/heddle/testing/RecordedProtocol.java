package dev.heddle.testing;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Stands between a connection and a protocol under test: passes on what is told, and keeps what is thrown. */
class RecordedProtocol extends Protocol {

    private final RecordingTransport recording;
    private final Protocol served;
    private final Factory factory;
    private boolean connected;
    private @Nullable CloseReason closeReason;
    private @Nullable Throwable thrown;

    private RecordedProtocol(RecordingTransport recording, Protocol served, Factory factory) {
        this.recording = recording;
        this.served = served;
        this.factory = factory;
    }

    /** For {@code served}; half-closeable if that is. */
    static RecordedProtocol of(RecordingTransport recording, Protocol served, Factory factory) {
        return served instanceof HalfCloseable half
                ? new Half(recording, served, factory, half)
                : new RecordedProtocol(recording, served, factory);
    }

    Protocol served() {
        return served;
    }

    boolean isUnconnected() {
        return !connected;
    }

    @Nullable
    CloseReason closeReason() {
        return closeReason;
    }

    @Override
    public void connectionMade() {
        connected = true;
        pass(() -> served.makeConnection(recording, factory));
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        byte[] own = new byte[bytes.remaining()];
        bytes.get(own);
        try {
            pass(() -> served.dataReceived(ByteBuffer.wrap(own)));
        } finally {
            Arrays.fill(own, (byte) 0xdb); // as a reactor's buffer may be by then
        }
    }

    @Override
    public void connectionLost(CloseReason reason) {
        closeReason = reason;
        pass(() -> served.connectionLost(reason));
    }

    final void pass(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) {
            if (thrown == null) {
                thrown = failure;
            } else if (thrown != failure) {
                thrown.addSuppressed(failure);
            }
            throw failure;
        }
    }

    /** Throws what the protocol has thrown since the last call, if anything. */
    void rethrow() {
        Throwable failure = thrown;
        if (failure != null) {
            thrown = null;
            throw RecordedTurns.sneak(failure);
        }
    }

    private static final class Half extends RecordedProtocol implements HalfCloseable {

        private final HalfCloseable half;

        Half(RecordingTransport recording, Protocol served, Factory factory, HalfCloseable half) {
            super(recording, served, factory);
            this.half = half;
        }

        @Override
        public void readConnectionLost() {
            pass(half::readConnectionLost);
        }

        @Override
        public void writeConnectionLost() {
            pass(half::writeConnectionLost);
        }
    }
}
