package dev.heddle.net;

import dev.heddle.defer.Deferred;
import dev.heddle.tls.Tls;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection, as its protocol sees it: what it writes to, and what it closes.
 *
 * <p>Every method but {@link #getHost} and {@link #getPeer} needs the reactor's baton and throws
 * {@link WrongThreadException} without it; {@code reactor.callFromThread} is the way in. No method ever blocks, or fails
 * because of the network: that is told through {@link Protocol#connectionLost}. None calls the protocol back.
 *
 * <p>A transport is a {@link Consumer} of what its protocol writes and, for another consumer, a {@link PushProducer} of
 * what its peer sends. So a proxy holds back the faster side by registering each transport with the other (P6):
 *
 * {@snippet :
 * client.registerProducer(server);
 * server.registerProducer(client);
 * // and when either side is lost, for the other: other.unregisterProducer(); other.loseConnection();
 * }
 */
public interface Transport extends Consumer, PushProducer {

    /**
     * Sends the remaining bytes of {@code bytes}, after those written before. They are taken before this method
     * returns: the buffer's position is at its limit, and the caller may use it again (S3). What is written in one turn
     * is sent together where it fits.
     *
     * <p>Bytes written before the connection or after its loss are dropped (S9), and so are those written after
     * {@link #loseConnection} or {@link #loseWriteConnection}, unless a producer is registered (S4, P4). Where more is
     * kept than {@link WriteBufferLimits#hardBytes}, the connection is aborted (S11).
     */
    @Override
    void write(ByteBuffer bytes);

    /** Sends all of {@code bytes}, as {@link #write(ByteBuffer)} does. */
    default void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * When all that was written so far, files included, is with the kernel, and so no longer costs memory here (B9).
     * Whether the peer has it, only the peer can tell.
     *
     * @return fires with null, in a turn of its own, or has fired already; fails with a {@link ConnectionClosedException}
     *     if the connection is lost first. Cancelling it changes nothing about the connection.
     */
    Deferred<@Nullable Void> flushed();

    /**
     * Sends the bytes of {@code region}, after what was written before and before what is written later, in pieces, so
     * that the file may have any size (B10). Where the system can, it passes the file to the socket without a copy: over
     * TCP and UNIX sockets, not through TLS. On a selector that may block the loop for as long as the disk needs to
     * read 256 KiB. Files do not count as what the write buffer holds.
     *
     * <p>The file must stay open, and as long as it is, until the Deferred has a result. If it cannot be read, or ends
     * before, the connection is reset, with a {@link FileTransferException} (B11).
     *
     * @return fires with null when all of it is with the kernel, as {@link #flushed} does; fails with a
     *     {@link FileTransferException}, or with a {@link ConnectionClosedException} if the connection takes no more, or is
     *     lost first. Cancelling it aborts the connection.
     */
    Deferred<@Nullable Void> sendFile(FileRegion region);

    /**
     * Closes the connection once everything written so far was sent and, where there is one, the producer has
     * unregistered (P4). From now on {@code dataReceived} is not called, and what is written without a producer is
     * dropped.
     *
     * <p>After the last byte the output is shut down, and input is read and thrown away until the peer's end of stream
     * or {@link dev.heddle.ReactorOptions#lingerLimit}, so that the kernel does not reset the connection over the
     * last bytes. Then {@code connectionLost} comes with {@link CloseReason.ConnectionDone}, in a later turn (S4).
     * Calling it again, or on a connection that is lost, does nothing.
     */
    void loseConnection();

    /**
     * As {@link #loseConnection}, but aborts the connection, as {@link #abortConnection} does, if not everything was sent
     * within {@code limit} (S5). A later call with another limit replaces this one.
     *
     * @param limit zero or more; the wait for the peer's end of stream that follows has its own limit
     * @throws IllegalArgumentException if the limit is negative
     */
    void loseConnection(Duration limit);

    /**
     * Ends our half of the connection: once everything written so far was sent and the producer, if any, has
     * unregistered, the end of stream is. Reading goes on. A {@link HalfCloseable} protocol is told by
     * {@link HalfCloseable#writeConnectionLost}, in a later turn (H1). Calling it again, or on a connection that is being
     * closed or lost, does nothing.
     */
    void loseWriteConnection();

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

    /**
     * Whether nothing is delivered for now: {@link #pauseReading} was called, and {@link #resumeReading} was not since, or TLS has
     * begun, and its handshake is not done.
     */
    boolean isReadingPaused();

    /**
     * Gives back bytes that {@code dataReceived} got, and that the protocol wants to have later: it is called with them
     * again, before anything else, in a later turn - where reading is paused, in one after {@link #resumeReading}. Until
     * then nothing more is read (B7). So a protocol that pauses in the middle of what arrived need not keep the rest.
     *
     * @param bytes the remaining bytes of the buffer that {@code dataReceived} was called with; a copy of them is kept
     */
    void unread(ByteBuffer bytes);

    /** As a producer of what the peer sends: {@link #pauseReading}. */
    @Override
    default void pauseProducing() {
        pauseReading();
    }

    /** As a producer of what the peer sends: {@link #resumeReading}. */
    @Override
    default void resumeProducing() {
        resumeReading();
    }

    /** As a producer of what the peer sends, whose consumer is gone: {@link #loseConnection}. */
    @Override
    default void stopProducing() {
        loseConnection();
    }

    /**
     * Whether {@link #loseConnection} or {@link #abortConnection} was called, the peer's end closed the connection, or
     * it is lost: {@code dataReceived} is not called any more. A protocol that cuts the peer's bytes into messages
     * stops at the message in which its connection was closed.
     */
    boolean isDisconnecting();

    /**
     * Speaks TLS from here on: what was written before goes out as it is, and what is written after is encrypted. What the
     * peer sent and was not given to {@code dataReceived} by now has to be TLS, too. The handshake begins in a later turn; a
     * {@link dev.heddle.tls.HandshakeListener} is told when it is done (K5). On a connection that is being closed, or is lost,
     * this does nothing.
     *
     * <p>What came in the same buffer behind the message in which both ends agreed on TLS belongs to TLS, too: give it to
     * {@link #unread}, as the receivers of {@code dev.heddle.protocols} do, and take it for nothing else.
     *
     * @throws IllegalStateException if the connection speaks TLS already, one half of it has ended, or a file is still to be sent
     * @throws IllegalArgumentException if {@code tls} is a client's, and nothing says which name the peer must have
     * @throws UnsupportedOperationException if this kind of transport has no TLS
     */
    default void startTls(Tls tls) {
        throw new UnsupportedOperationException(this + " has no TLS");
    }

    /**
     * What both ends agreed on with TLS: version, cipher, and the peer's certificates.
     *
     * @return null without TLS, and before its handshake is completed
     */
    default @Nullable SSLSession tlsSession() {
        return null;
    }

    /**
     * The application protocol that both ends agreed on with TLS (ALPN).
     *
     * @return null if there is none, and before the handshake is completed
     */
    default @Nullable String negotiatedProtocol() {
        return null;
    }

    /** This end's address: for TCP an {@link java.net.InetSocketAddress}. The same at all times, also after the loss; may be called from any thread (S9). */
    SocketAddress getHost();

    /** The peer's address, of the same type. The same at all times, also after the loss; may be called from any thread (S9). */
    SocketAddress getPeer();
}
