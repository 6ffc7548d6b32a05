package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Completion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The clients of every server that echoes, whatever the arm: a plain NIO loop, run by the thread that measures. So only
 * the servers differ, and no message goes between threads to begin or end an iteration.
 */
abstract sealed class EchoLoop implements AutoCloseable permits PlainClosedLoop, OpenLoop {

    private static final int BUFFER_BYTES = 64 * 1_024;
    private static final long WAIT_MILLIS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    final List<EchoConnection> connections = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> whenReady = this::ready;
    private final Selector selector;

    /**
     * Connects, and waits for that.
     *
     * @param first the number of the first connection
     * @throws IllegalStateException if a connection fails
     */
    EchoLoop(InetSocketAddress server, int first, int connections, int messageBytes) {
        if (messageBytes < EchoConnection.SHORTEST_BYTES) {
            throw new IllegalArgumentException(
                    "a message has at least " + EchoConnection.SHORTEST_BYTES + " bytes, not " + messageBytes);
        }
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new IllegalStateException("cannot open a selector", refused);
        }
        try {
            for (int number = first; number < first + connections; number++) {
                this.connections.add(new EchoConnection(server, number, messageBytes, selector));
            }
        } catch (IOException refused) {
            close();
            throw new IllegalStateException("cannot connect to " + server + ": " + refused, refused);
        }
    }

    /** Requests were answered, on one connection. */
    abstract void answered(EchoConnection connection, int requests);

    /** Waits until the condition is met, and answers what comes meanwhile. */
    final void turnUntil(BooleanSupplier condition, String what) {
        long beganNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            turn(WAIT_MILLIS);
            if (System.nanoTime() - beganNanos > Completion.LIMIT_SECONDS * NANOS_PER_SECOND) {
                throw new IllegalStateException(what + " did not come within " + Completion.LIMIT_SECONDS + " s");
            }
        }
    }

    /**
     * Handles what is ready.
     *
     * @param waitMillis how long it waits for that at most; zero does not wait
     */
    final void turn(long waitMillis) {
        try {
            if (waitMillis == 0) {
                selector.selectNow(whenReady);
            } else {
                selector.select(whenReady, waitMillis);
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the selector failed: " + broken, broken);
        }
    }

    private void ready(SelectionKey key) {
        EchoConnection connection = (EchoConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.send();
            }
            if (key.isReadable()) {
                int requests = connection.read(buffer);
                if (requests > 0) {
                    answered(connection, requests);
                }
            }
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    static IllegalStateException failure(IOException cause) {
        return new IllegalStateException("the echo failed: " + cause.getMessage(), cause);
    }

    /** Sends one more request. */
    static void ask(EchoConnection connection) {
        try {
            connection.ask();
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    /** Closes all connections. */
    @Override
    public final void close() {
        try {
            for (EchoConnection connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot close a connection: " + failed, failed);
        }
    }
}
