package dev.heddle.net;

import dev.heddle.tls.Tls;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a connection, whichever end made it: part of {@link ListenOptions} and {@link ConnectOptions}.
 *
 * @param writeBuffer how much is kept for a peer that does not read
 * @param noDelay whether small writes go out at once, also while the peer has not confirmed earlier ones (the system's
 *     {@code TCP_NODELAY}, against Nagle's algorithm); true by default, since what is written in one turn is sent
 *     together anyway
 * @param keepAlive whether the system asks a peer that has been silent for long whether it is still there (its
 *     {@code SO_KEEPALIVE}); false by default, since most systems wait two hours before they ask
 * @param socketBuffers how large the system's own buffers are
 * @param tls how the connection speaks TLS, from its first byte on; null, the default, means not at all
 */
public record StreamOptions(
        WriteBufferLimits writeBuffer,
        boolean noDelay,
        boolean keepAlive,
        SocketBuffers socketBuffers,
        @Nullable Tls tls) {

    private static final StreamOptions DEFAULTS =
            new StreamOptions(WriteBufferLimits.defaults(), true, false, SocketBuffers.defaults(), null);

    /** Checks every value. */
    public StreamOptions {
        Objects.requireNonNull(writeBuffer, "writeBuffer");
        Objects.requireNonNull(socketBuffers, "socketBuffers");
    }

    /** What is used unless told otherwise. */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /** These options with other limits for what is kept for a peer that does not read. */
    public StreamOptions withWriteBuffer(WriteBufferLimits writeBuffer) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers, tls);
    }

    /** These options with small writes going out at once, or not. */
    public StreamOptions withNoDelay(boolean noDelay) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers, tls);
    }

    /** These options with the system asking after a silent peer, or not. */
    public StreamOptions withKeepAlive(boolean keepAlive) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers, tls);
    }

    /** These options with other sizes of the system's own buffers. */
    public StreamOptions withSocketBuffers(SocketBuffers socketBuffers) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers, tls);
    }

    /** These options with TLS from the first byte on, as a {@link dev.heddle.tls.TlsClient} or a server; or, for null, without. */
    public StreamOptions withTls(@Nullable Tls tls) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers, tls);
    }
}
