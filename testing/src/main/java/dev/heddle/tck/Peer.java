package dev.heddle.tck;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a connection: not Heddle, but something plain that does what a test tells it to. Its calls block, with a
 * limit, and throw {@link java.io.UncheckedIOException} when the connection is reset.
 */
public interface Peer extends AutoCloseable {

    /** A peer that is a plain blocking socket. */
    static Peer of(Socket socket) {
        return new SocketPeer(socket);
    }

    /** Sends all of {@code bytes}. */
    void send(byte[] bytes);

    /** Waits for some bytes, {@code most} at most; null at the end of stream. */
    byte @Nullable [] receiveSome(int most);

    /** Sends the end of stream. */
    void shutdownOutput();

    /** Resets the connection. */
    void reset();

    @Override
    void close();

    /** Sends {@code text} in UTF-8. */
    default void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for {@code count} bytes. */
    default byte[] receiveBytes(int count) {
        var all = new ByteArrayOutputStream(count);
        while (all.size() < count) {
            byte[] some = receiveSome(Math.min(count - all.size(), 1 << 16));
            if (some == null) {
                throw new AssertionError("the stream ended after " + all.size() + " of " + count + " bytes: " + all);
            }
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    /** Waits for {@code count} bytes, as text. */
    default String receive(int count) {
        return new String(receiveBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Everything up to the end of stream. */
    default byte[] receiveToEnd() {
        var all = new ByteArrayOutputStream();
        for (byte[] some = receiveSome(8192); some != null; some = receiveSome(8192)) {
            all.writeBytes(some);
        }
        return all.toByteArray();
    }
}
