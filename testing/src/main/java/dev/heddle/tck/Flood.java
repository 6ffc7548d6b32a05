package dev.heddle.tck;

import dev.heddle.net.Protocol;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Peers that send all the time, and the other ends of their connections. */
final class Flood implements AutoCloseable {

    private static final int BYTES_AT_A_TIME = 64 * 1024;

    private final Consumer<ByteBuffer> sink;
    private volatile boolean enough;

    /** A flood whose bytes are given to {@code sink}, in turns. */
    Flood(Consumer<ByteBuffer> sink) {
        this.sink = sink;
    }

    /** A protocol for a connection that is to be flooded, which does {@code eachTurn}, too. */
    Protocol protocol(Runnable eachTurn) {
        return new Protocol() {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                eachTurn.run();
                sink.accept(bytes);
            }
        };
    }

    /** Has {@code peer} send, until its connection or this flood is closed. */
    void begin(Peer peer) {
        Thread.ofPlatform().daemon().start(() -> sendOnAndOn(peer));
    }

    private void sendOnAndOn(Peer peer) {
        byte[] bytes = new byte[BYTES_AT_A_TIME];
        try {
            while (!enough) {
                peer.send(bytes);
            }
        } catch (UncheckedIOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() {
        enough = true;
    }
}
