package dev.heddle.protocols;

import java.time.Duration;

/** How long to wait before the next attempt, after some that came to nothing. */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * The wait before the next attempt.
     *
     * @param failures how many attempts have come to nothing since the last one that did not: 1 or more
     * @return zero or more
     */
    Duration delay(int failures);

    /** Waits that grow, {@link Backoff#defaults()}. */
    static RetryPolicy backoff() {
        return Backoff.defaults();
    }

    /** The same wait each time. */
    static RetryPolicy fixed(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative: " + delay);
        }
        return failures -> delay;
    }
}
