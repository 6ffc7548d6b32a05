package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The time of a chain of futures, each of which waits for the next: from their making to the arrival of the result at
 * the outermost. Such chains come from functions that return futures and call each other.
 */
public class NestedFutures extends FutureBenchmark {

    private static final int VALUE = 42;
    private static final int DEEPEST = 100_000;

    /** How many wait for another. */
    @Param("1000")
    public int depth;

    /** Makes the chain and fires it. */
    @Benchmark
    public int nest() {
        return checked(VALUE, opened.nest(depth, VALUE));
    }

    @Override
    public List<Point> points() {
        return List.of(Point.from(Size.PEERS, Parameters.of("depth", 1_000)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("depth", 1, DEEPEST);
    }

    @Override
    public String title(Parameters at) {
        return "futures: a chain of " + at.grouped("depth");
    }

    @Override
    public String operation(Parameters at) {
        return "chain";
    }
}
