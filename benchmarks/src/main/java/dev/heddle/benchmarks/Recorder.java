package dev.heddle.benchmarks;

import org.HdrHistogram.Histogram;

/** Takes what an {@link OwnWorkload} finds. */
public interface Recorder {

    /**
     * The figure of one iteration.
     *
     * @param metric the name of one of the workload's metrics
     */
    void figure(String metric, double value);

    /** Times of one iteration, in nanoseconds; those of all iterations are put together. */
    void histogram(String name, Histogram nanos);

    /** The CPU time, in seconds, that whatever made the load has taken in this iteration, if it can be told apart. */
    void generatorCpu(double seconds);
}
