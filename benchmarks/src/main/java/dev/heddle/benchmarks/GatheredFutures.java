package dev.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The time of collecting the results of many futures in one: from their making to the arrival of all. */
public class GatheredFutures extends FutureBenchmark {

    /** How many results there are. */
    @Param("100")
    public int futures;

    /** Makes the futures, and the one that waits for all, and fires them. */
    @Benchmark
    public int gather() {
        return checked(futures, opened.gather(futures));
    }
}
