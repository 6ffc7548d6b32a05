package dev.heddle.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What the clients of a server of requests saw in one iteration.
 *
 * @param nanos how long each request took that was made while answers counted, and came in time
 * @param limitNanos the same for those whose time limit passed
 * @param answers how many answers were counted, one way or the other
 * @param elapsedNanos how long they were counted
 * @param requests how many were made, those among them that were not counted
 * @param cpuSeconds what the clients' thread took for all of them
 */
public record RequestLoad(
        Histogram nanos, Histogram limitNanos, long answers, long elapsedNanos, long requests, double cpuSeconds) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** How many answers came per second. */
    public double perSecond() {
        return answers * NANOS_PER_SECOND / elapsedNanos;
    }

    /** How many microseconds so many percent of those requests took at most. */
    public double micros(double percent) {
        return nanos.getValueAtPercentile(percent) / NANOS_PER_MICRO;
    }
}
