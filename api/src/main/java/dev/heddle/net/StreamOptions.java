package dev.heddle.net;

import java.util.Objects;

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
 */
public record StreamOptions(
        WriteBufferLimits writeBuffer, boolean noDelay, boolean keepAlive, SocketBuffers socketBuffers) {

    private static final StreamOptions DEFAULTS =
            new StreamOptions(WriteBufferLimits.defaults(), true, false, SocketBuffers.defaults());

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
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers);
    }

    /** These options with small writes going out at once, or not. */
    public StreamOptions withNoDelay(boolean noDelay) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers);
    }

    /** These options with the system asking after a silent peer, or not. */
    public StreamOptions withKeepAlive(boolean keepAlive) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers);
    }

    /** These options with other sizes of the system's own buffers. */
    public StreamOptions withSocketBuffers(SocketBuffers socketBuffers) {
        return new StreamOptions(writeBuffer, noDelay, keepAlive, socketBuffers);
    }
}
