package dev.heddle.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A server that takes all that comes, and compares it with what was to come: blocking channels with a platform thread each,
 * the same for all arms.
 */
public final class PlainSink implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final ServerSocketChannel port;
    private final ByteBuffer message;
    private final LongConsumer received;
    private final Consumer<Throwable> failed;
    private final Queue<SocketChannel> channels = new ConcurrentLinkedQueue<>();

    /**
     * Opens a port.
     *
     * @param message what is to come on each connection, again and again
     * @param received is told how many bytes have come, on the thread of their connection
     * @param failed is told if a connection fails, or something else comes
     */
    public PlainSink(ByteBuffer message, LongConsumer received, Consumer<Throwable> failed) {
        this.message = message;
        this.received = received;
        this.failed = failed;
        try {
            port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException refused) {
            throw new IllegalStateException("cannot listen: " + refused, refused);
        }
        start(this::acceptAll);
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().daemon().name("plain sink").start(work);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException("the port is closed", closed);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel accepted = port.accept();
                channels.add(accepted);
                start(() -> take(accepted));
            }
        } catch (IOException closed) {
            // Nobody connects any more.
        }
    }

    private void take(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(message.remaining());
        ByteBuffer expected = message.duplicate();
        try (channel) {
            for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer.clear())) {
                check(buffer.flip(), expected);
                received.accept(count);
            }
        } catch (IOException | IllegalStateException gone) {
            failed.accept(gone);
        }
    }

    private void check(ByteBuffer buffer, ByteBuffer expected) {
        while (buffer.hasRemaining()) {
            if (!expected.hasRemaining()) {
                expected.position(message.position());
            }
            int end = buffer.limit();
            int count = Math.min(buffer.remaining(), expected.remaining());
            buffer.limit(buffer.position() + count);
            expected.limit(expected.position() + count);
            int different = expected.mismatch(buffer);
            if (different >= 0) {
                throw new IllegalStateException(
                        "not what was sent, from byte " + (expected.position() + different) + " of a message on");
            }
            buffer.position(buffer.limit()).limit(end);
            expected.position(expected.limit()).limit(message.limit());
        }
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        try {
            port.close();
            for (SocketChannel channel : channels) {
                channel.close();
            }
        } catch (IOException failed) {
            throw new IllegalStateException("cannot close a connection: " + failed, failed);
        }
    }
}
