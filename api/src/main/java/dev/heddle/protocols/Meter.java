package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import java.util.List;

/**
 * So many bytes in a second. It knows one point in time: that at which what was taken so far is paid for. Who finds it
 * passed may take a piece, which moves it on; who does not, waits until then. So over any span of time no more than the rate
 * lets through is taken, and one piece.
 */
final class Meter {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Pieces are so small that there are so many in a second. */
    private static final int PIECES_PER_SECOND = 20;

    private static final int LARGEST_PIECE = 1 << 16;

    private final ReactorTime clock;
    private final long bytesPerSecond;
    private long paidNanos;

    Meter(ReactorTime clock, long bytesPerSecond) {
        this.clock = clock;
        this.bytesPerSecond = bytesPerSecond;
        paidNanos = clock.nanoTime();
    }

    private void take(int bytes) {
        long now = clock.nanoTime();
        paidNanos = (paidNanos - now > 0 ? paidNanos : now) + nanosFor(bytes);
    }

    private long nanosFor(long bytes) {
        double nanos = (double) bytes / bytesPerSecond * NANOS_PER_SECOND;
        return (long) Math.min(nanos, Long.MAX_VALUE / 4.0);
    }

    // Several of them, all of which must let a piece through.

    static int pieceBytes(List<Meter> meters) {
        long least = LARGEST_PIECE;
        for (Meter meter : meters) {
            least = Math.min(least, Math.max(1, meter.bytesPerSecond / PIECES_PER_SECOND));
        }
        return (int) least;
    }

    static void take(List<Meter> meters, int bytes) {
        for (Meter meter : meters) {
            meter.take(bytes);
        }
    }

    /** As if {@code bytes} that were taken had not been. */
    static void giveBack(List<Meter> meters, int bytes) {
        for (Meter meter : meters) {
            meter.paidNanos -= meter.nanosFor(bytes);
        }
    }

    /** How long until the next piece may be taken; zero or less for now. */
    static long waitNanos(List<Meter> meters) {
        long longest = 0;
        for (Meter meter : meters) {
            longest = Math.max(longest, meter.paidNanos - meter.clock.nanoTime());
        }
        return longest;
    }

    /** How long {@code bytes} take, if nobody else takes any. */
    static long nanosFor(List<Meter> meters, long bytes) {
        long longest = 0;
        for (Meter meter : meters) {
            longest = Math.max(longest, meter.nanosFor(bytes));
        }
        return longest;
    }
}
