package dev.heddle.core;

import dev.heddle.DelayedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a stream that is being closed waits: for its last bytes to go out, and for a peer that does nothing more. */
final class CloseLimits {

    private final TimingWheel timers;
    private final Duration lingerLimit;

    /** Ends the wait for the last bytes to go out; null where there is no limit. */
    private @Nullable DelayedCall flush;

    /** Ends the wait for a peer that does nothing more: that does not end, or, having ended, takes nothing; null before. */
    private @Nullable DelayedCall linger;

    CloseLimits(TimingWheel timers, Duration lingerLimit) {
        this.timers = timers;
        this.lingerLimit = lingerLimit;
    }

    /** Calls {@code flushedTooLong} after {@code limit}; a later limit replaces this one. */
    void flushWithin(Duration limit, Runnable flushedTooLong) {
        TimingWheel.cancel(flush);
        flush = timers.callLater(limit, flushedTooLong);
    }

    /** Calls {@code lingeredTooLong} after the linger limit, unless that is under way. */
    void beginLingering(Runnable lingeredTooLong) {
        if (linger == null) {
            linger = timers.callLater(lingerLimit, lingeredTooLong);
        }
    }

    /** The peer took something: the wait for it, if there is one, begins anew. */
    void madeProgress() {
        if (linger != null) {
            linger.reset(lingerLimit);
        }
    }

    void cancel() {
        TimingWheel.cancel(flush);
        TimingWheel.cancel(linger);
    }
}
