package dev.heddle.protocols;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Counts failures for a {@link RetryPolicy}. An attempt that led to a connection which lasted at least as long as the wait
 * before it, was none; one that led to a shorter one was, or a server that accepts and closes would be asked again and
 * again without a growing wait.
 */
final class Retries {

    private final RetryPolicy policy;
    private int failures;
    private long lastDelayNanos;

    Retries(RetryPolicy policy) {
        this.policy = policy;
    }

    /** The wait after an attempt that came to nothing. */
    Duration afterFailure() {
        failures = Math.addExact(failures, failures == Integer.MAX_VALUE ? 0 : 1);
        Duration delay = ask();
        lastDelayNanos = Spans.nanos(delay);
        return delay;
    }

    /** The wait after a connection that lasted so long. */
    Duration afterConnection(long lastedNanos) {
        if (lastedNanos >= lastDelayNanos) {
            reset();
        }
        return afterFailure();
    }

    void reset() {
        failures = 0;
        lastDelayNanos = 0;
    }

    int failures() {
        return failures;
    }

    /** A policy that does not answer must not end the attempts. */
    private Duration ask() {
        try {
            Duration delay = policy.delay(failures);
            if (!delay.isNegative()) {
                return delay;
            }
            throw new IllegalStateException("a negative delay: " + delay);
        } catch (RuntimeException broken) {
            Duration instead = RetryPolicy.backoff().delay(failures);
            Logger logger = System.getLogger("dev.heddle");
            logger.log(Level.ERROR, "retry policy " + policy + " failed: waiting " + instead + " instead", broken);
            return instead;
        }
    }
}
