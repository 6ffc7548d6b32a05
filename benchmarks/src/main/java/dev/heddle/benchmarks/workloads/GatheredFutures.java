package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The time of collecting the results of many futures in one: from their making to the arrival of all. */
public class GatheredFutures extends FutureBenchmark {

    private static final int MOST = 100_000;

    /** How many results there are. */
    @Param("100")
    public int futures;

    /** Makes the futures, and the one that waits for all, and fires them. */
    @Benchmark
    public int gather() {
        return checked(futures, opened.gather(futures));
    }

    @Override
    public List<Point> points() {
        return List.of(Point.from(Size.PEERS, Parameters.of("futures", 100)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("futures", 1, MOST);
    }

    @Override
    public String title(Parameters at) {
        return "futures: gather " + at.grouped("futures");
    }

    @Override
    public String operation(Parameters at) {
        return "gathering";
    }
}
