package dev.heddle.net;

/**
 * How much a connection may keep for a peer that does not read. What counts is what was written and is not known to be
 * with the kernel yet.
 *
 * <p>The gap between the two marks keeps a connection that hovers around one size from telling its producer to stop and
 * go with every write (P3).
 *
 * @param lowBytes a paused producer is resumed when no more than this is left; zero or more, 16 KiB by default
 * @param highBytes a producer is paused when there is more than this; more than {@code lowBytes}, 64 KiB by default
 * @param hardBytes the connection is aborted when there is more than this (S11); at least {@code highBytes},
 *     {@link #UNLIMITED} by default
 */
public record WriteBufferLimits(int lowBytes, int highBytes, long hardBytes) {

    /** No hard limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final WriteBufferLimits DEFAULTS = new WriteBufferLimits(16 * 1024, 64 * 1024, UNLIMITED);

    /** Checks every value. */
    public WriteBufferLimits {
        if (lowBytes < 0 || highBytes <= lowBytes || hardBytes < highBytes) {
            throw new IllegalArgumentException("need 0 <= lowBytes < highBytes <= hardBytes, not " + lowBytes + ", "
                    + highBytes + " and " + hardBytes);
        }
    }

    /** What is used unless told otherwise. */
    public static WriteBufferLimits defaults() {
        return DEFAULTS;
    }

    /** These limits with other marks for producers. */
    public WriteBufferLimits withMarks(int lowBytes, int highBytes) {
        return new WriteBufferLimits(lowBytes, highBytes, hardBytes);
    }

    /** These limits with another hard limit. */
    public WriteBufferLimits withHardLimit(long hardBytes) {
        return new WriteBufferLimits(lowBytes, highBytes, hardBytes);
    }
}
