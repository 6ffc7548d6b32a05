package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * The time of one timed call, from being scheduled to having run, when so many are scheduled in one go and are due at
 * once.
 *
 * <p>An invocation is {@value #CALLS} calls, in waves of {@code outstanding}, begun from outside by one message.
 * Nothing is said about how late a call runs.
 */
public class Timers extends FiringBenchmark {

    private static final int CALLS = 100_000;

    /** With fewer, an invocation would last for seconds where a wave waits for a tick of a millisecond. */
    private static final int FEWEST = 100;

    /** How many are due at once. */
    @Param({"1000", "100000"})
    public int outstanding;

    /** Schedules and runs all calls. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        opened.fire(outstanding, CALLS);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.always(Parameters.of("outstanding", 1_000)).withControls(),
                Point.always(Parameters.of("outstanding", 100_000)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("outstanding", FEWEST, CALLS);
    }

    @Override
    public String title(Parameters at) {
        return "timers: schedule and fire, " + at.grouped("outstanding") + " due at once";
    }
}
