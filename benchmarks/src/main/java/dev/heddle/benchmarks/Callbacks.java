package dev.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The time of one future with so many callbacks, from its making to the end of the last callback. Nothing waits, and no
 * other thread is there; callbacks do next to nothing, and are always the same.
 *
 * <p>So it shows what a future itself costs where the compiler sees through everything, and not what callbacks of all
 * kinds cost that the compiler cannot foresee.
 */
public class Callbacks extends FutureBenchmark {

    /** How many callbacks there are. */
    @Param({"1", "3", "10"})
    public int callbacks;

    /** The callbacks are there first. */
    @Benchmark
    public int addAndFire() {
        return checked(callbacks, opened.addAndFire(callbacks));
    }

    /** The result is there first. */
    @Benchmark
    public int fireAndAdd() {
        return checked(callbacks, opened.fireAndAdd(callbacks));
    }
}
