package dev.heddle.tck;

import dev.heddle.MonotonicClock;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clock, which counts how often it is read: a reactor that does not come to rest reads it all the time. */
final class CountingClock implements MonotonicClock {

    private final AtomicLong readings = new AtomicLong();

    @Override
    public long nanoTime() {
        readings.incrementAndGet();
        return System.nanoTime();
    }

    long readings() {
        return readings.get();
    }
}
