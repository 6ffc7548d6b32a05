package dev.heddle.protocols;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Waits that grow by a factor with each failure, up to a limit, each shortened by a random part, so that the clients of a
 * server that was away do not all come back at once (V7).
 *
 * @param initial the longest first wait; more than zero, a second unless told otherwise
 * @param max the longest wait of all; at least {@code initial}, a minute unless told otherwise
 * @param factor by how much the next wait may be longer; 1 or more, 1.5 unless told otherwise
 * @param jitter how much of a wait is random: 0 for nothing, 1 for all of it; a half unless told otherwise
 * @param random numbers from 0 up to, but not, 1
 */
public record Backoff(Duration initial, Duration max, double factor, double jitter, DoubleSupplier random)
        implements RetryPolicy {

    private static final Backoff DEFAULTS = new Backoff(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            1.5,
            0.5,
            () -> ThreadLocalRandom.current().nextDouble());

    /** Checks every value. */
    public Backoff {
        Spans.positive("initial", initial);
        if (max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("need initial <= max, not " + initial + " and " + max);
        }
        if (!(factor >= 1) || factor == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("factor must be a number from 1 up, not " + factor);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
        }
        Objects.requireNonNull(random, "random");
    }

    /** What is used unless told otherwise. */
    public static Backoff defaults() {
        return DEFAULTS;
    }

    /** These waits, from another first one up to another longest one. */
    public Backoff withDelays(Duration initial, Duration max) {
        return new Backoff(initial, max, factor, jitter, random);
    }

    /** These waits, growing by another factor. */
    public Backoff withFactor(double factor) {
        return new Backoff(initial, max, factor, jitter, random);
    }

    /** These waits, of which another part is random. */
    public Backoff withJitter(double jitter) {
        return new Backoff(initial, max, factor, jitter, random);
    }

    /** These waits with other random numbers. */
    public Backoff withRandom(DoubleSupplier random) {
        return new Backoff(initial, max, factor, jitter, random);
    }

    @Override
    public Duration delay(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be 1 or more, not " + failures);
        }
        double grown = (double) Spans.nanos(initial) * Math.pow(factor, failures - 1.0);
        double longest = Math.min(grown, (double) Spans.nanos(max));
        return Duration.ofNanos((long) (longest * (1 - jitter * random.getAsDouble())));
    }
}
