package dev.heddle.net;

import java.util.Objects;

/**
 * What may be set for a connection, whichever end made it: part of {@link ListenOptions} and {@link ConnectOptions}.
 *
 * @param writeBuffer how much is kept for a peer that does not read
 */
public record StreamOptions(WriteBufferLimits writeBuffer) {

    private static final StreamOptions DEFAULTS = new StreamOptions(WriteBufferLimits.defaults());

    /** Checks every value. */
    public StreamOptions {
        Objects.requireNonNull(writeBuffer, "writeBuffer");
    }

    /** What is used unless told otherwise. */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /** These options with other limits for what is kept for a peer that does not read. */
    public StreamOptions withWriteBuffer(WriteBufferLimits writeBuffer) {
        return new StreamOptions(writeBuffer);
    }
}
