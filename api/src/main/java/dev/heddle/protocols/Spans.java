package dev.heddle.protocols;

import java.time.Duration;

/** Spans of time, as programs give them. */
final class Spans {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Spans() {}

    /** As nanoseconds; what is longer than they can count is as good as for ever. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
    }

    static Duration positive(String what, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(what + " must be more than zero, not " + duration);
        }
        return duration;
    }
}
