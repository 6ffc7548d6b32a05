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

    /**
     * That the figure of the whole fork is a percentile: how many microseconds so many percent of all times took at most that
     * a histogram has, those of all iterations put together. So a stall that only one iteration has seen is in it. There is
     * one such figure, and not one for each iteration.
     *
     * @param metric the name of one of the workload's metrics
     * @param histogram the name of the histogram
     */
    void percentile(String metric, String histogram, double percent);

    /** Times of one iteration, in nanoseconds; those of all iterations are put together. */
    void histogram(String name, Histogram nanos);

    /**
     * How many operations were done in one iteration: all of them, those for which there is no figure too. What an
     * operation costs is told by this. Once in each iteration, at least.
     */
    void operations(long count);

    /** The CPU time, in seconds, that whatever made the load has taken in this iteration, if it can be told apart. */
    void generatorCpu(double seconds);
}
