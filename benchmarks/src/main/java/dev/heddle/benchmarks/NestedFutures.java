package dev.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The time of a chain of futures, each of which waits for the next: from their making to the arrival of the result at
 * the outermost. Such chains come from functions that return futures and call each other.
 */
public class NestedFutures extends FutureBenchmark {

    private static final int VALUE = 42;

    /** How many wait for another. */
    @Param("1000")
    public int depth;

    /** Makes the chain and fires it. */
    @Benchmark
    public int nest() {
        return checked(VALUE, opened.nest(depth, VALUE));
    }
}
