package dev.heddle.protocols;

/**
 * How many bytes in a second {@link Policies#limitBandwidth} lets through.
 *
 * @param readPerConnection what each connection may receive; one or more, {@link #UNLIMITED} unless told otherwise
 * @param writePerConnection what each connection may send; one or more, {@link #UNLIMITED} unless told otherwise
 * @param readTotal what all together may receive; one or more, {@link #UNLIMITED} unless told otherwise
 * @param writeTotal what all together may send; one or more, {@link #UNLIMITED} unless told otherwise
 * @param queueBytes how much that was written may wait for its time in each connection, before that is aborted; one or more,
 *     {@link #UNLIMITED} unless told otherwise: producers are held back long before
 */
public record BandwidthLimits(
        long readPerConnection, long writePerConnection, long readTotal, long writeTotal, long queueBytes) {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final BandwidthLimits NONE =
            new BandwidthLimits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

    /** Checks every value. */
    public BandwidthLimits {
        require("readPerConnection", readPerConnection);
        require("writePerConnection", writePerConnection);
        require("readTotal", readTotal);
        require("writeTotal", writeTotal);
        require("queueBytes", queueBytes);
    }

    private static void require(String what, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(what + " must be 1 or more, not " + bytes);
        }
    }

    /** No limits. */
    public static BandwidthLimits none() {
        return NONE;
    }

    /** These limits with others for each connection. */
    public BandwidthLimits withPerConnection(long readPerConnection, long writePerConnection) {
        return new BandwidthLimits(readPerConnection, writePerConnection, readTotal, writeTotal, queueBytes);
    }

    /** These limits with others for all connections together. */
    public BandwidthLimits withTotal(long readTotal, long writeTotal) {
        return new BandwidthLimits(readPerConnection, writePerConnection, readTotal, writeTotal, queueBytes);
    }

    /** These limits with another one for what waits to be sent. */
    public BandwidthLimits withQueueBytes(long queueBytes) {
        return new BandwidthLimits(readPerConnection, writePerConnection, readTotal, writeTotal, queueBytes);
    }
}
