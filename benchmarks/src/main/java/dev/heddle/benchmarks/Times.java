package dev.heddle.benchmarks;

import org.HdrHistogram.Histogram;

/**
 * Where a {@link UserWorkload} tells how long single operations took, so that reports have their median, their 99th
 * percentile and a histogram of all. Any thread may tell it, and none waits for another.
 */
public final class Times {

    private static final int DIGITS = 3;

    private final org.HdrHistogram.Recorder recorder = new org.HdrHistogram.Recorder(DIGITS);

    /** Nothing has been told yet. */
    public Times() {}

    /**
     * An operation took so long.
     *
     * @param nanos nanoseconds
     * @throws IllegalArgumentException if it is negative
     */
    public void record(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("an operation cannot take " + nanos + " ns");
        }
        recorder.recordValue(nanos);
    }

    /** What was told since this was asked for last; the lab's own business. */
    public Histogram taken() {
        return recorder.getIntervalHistogram();
    }
}
