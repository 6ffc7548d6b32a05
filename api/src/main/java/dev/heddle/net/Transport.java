package dev.heddle.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A connection, as its protocol sees it: what it writes to, and what it closes.
 *
 * <p>Every method but {@link #getHost} and {@link #getPeer} needs the reactor's baton and throws
 * {@link WrongThreadException} without it; {@code reactor.callFromThread} is the way in. No method ever blocks, calls
 * the protocol back, or fails because of the network: that is told through {@link Protocol#connectionLost}.
 */
public interface Transport {

    /**
     * Sends the remaining bytes of {@code bytes}, after those written before. They are taken before this method
     * returns: the buffer's position is at its limit, and the caller may use it again (S3). What is written in one turn
     * is sent together where it fits.
     *
     * <p>Bytes written after {@link #loseConnection}, before the connection or after its loss are dropped (S4, S9).
     */
    void write(ByteBuffer bytes);

    /** Sends all of {@code bytes}, as {@link #write(ByteBuffer)} does. */
    default void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Closes the connection once everything written so far was sent. From now on {@code dataReceived} is not called,
     * and what is written is dropped.
     *
     * <p>After the last byte the output is shut down, and input is read and thrown away until the peer's end of stream
     * or {@link dev.heddle.ReactorOptions#lingerLimit}, so that the kernel does not reset the connection over the
     * last bytes. Then {@code connectionLost} comes with {@link CloseReason.ConnectionDone}, in a later turn (S4).
     * Calling it again, or on a connection that is lost, does nothing.
     */
    void loseConnection();

    /**
     * Drops what is not sent yet and resets the connection, also after {@link #loseConnection}. In a later turn
     * {@code connectionLost} comes with {@link CloseReason.ConnectionAborted} (S6). Calling it again, or on a
     * connection that is lost, does nothing.
     */
    void abortConnection();

    /**
     * Stops calling {@code dataReceived}, from now on, until {@link #resumeReading}. Nothing is lost: the bytes wait in
     * the kernel, and when its window is full the peer has to wait, too. The peer's end or reset may go unnoticed
     * while paused (S10).
     */
    void pauseReading();

    /** Ends what {@link #pauseReading} began; without it, does nothing. What waited is delivered in later turns. */
    void resumeReading();

    /** This end's address. The same at all times, also after the loss; may be called from any thread (S9). */
    InetSocketAddress getHost();

    /** The peer's address. The same at all times, also after the loss; may be called from any thread (S9). */
    InetSocketAddress getPeer();
}
