package dev.heddle.benchmarks;

import java.io.IOException;

/**
 * An {@link OwnWorkload} under way in a fork. All methods are called by one thread, which is none of the arm's. Each
 * throws if any of the work was not done.
 */
public interface Run extends AutoCloseable {

    /** Does what is to be done before anything is measured. Called once, first. */
    void warmUp() throws Exception;

    /** One iteration. Tells a figure for each of the workload's metrics, or that it is a percentile of the whole fork. */
    void measure(Recorder into) throws Exception;

    /** Ends what was begun, the arm and all processes among it. */
    @Override
    void close() throws IOException;
}
