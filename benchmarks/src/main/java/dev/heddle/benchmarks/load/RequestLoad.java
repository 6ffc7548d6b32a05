package dev.heddle.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What the clients of a server of requests saw in one iteration.
 *
 * @param nanos how long each answer took that was counted and came in time
 * @param limitNanos the same for those whose time limit passed
 * @param requests how many were made, those among them that were not counted
 * @param elapsedNanos how long answers were counted
 * @param cpuSeconds what the clients' thread took for all of them
 */
public record RequestLoad(Histogram nanos, Histogram limitNanos, long requests, long elapsedNanos, double cpuSeconds) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** How many requests were answered per second, one way or the other. */
    public double perSecond() {
        return (nanos.getTotalCount() + limitNanos.getTotalCount()) * NANOS_PER_SECOND / elapsedNanos;
    }

    /** How many microseconds so many percent of the answers took at most that came in time. */
    public double micros(double percent) {
        return nanos.getValueAtPercentile(percent) / NANOS_PER_MICRO;
    }
}
