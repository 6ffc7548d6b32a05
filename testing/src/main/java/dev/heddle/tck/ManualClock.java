package dev.heddle.tck;

import dev.heddle.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when it is told to. A reactor has to be woken to notice. */
final class ManualClock implements MonotonicClock {

    /** So near to the end of a long's range that readings wrap round in the middle of a test. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
