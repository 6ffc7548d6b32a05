package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * The time of one timed call, from being scheduled to having run, when it is the only one: each schedules the next.
 *
 * <p>This is the cost of a whole turn of the loop - asking the selector, taking the baton - rather than of the timers.
 * An invocation is {@value #CALLS} calls, fewer than in {@link Timers}, since an arm without a loop starts a thread for
 * each. Waking both threads, which an invocation costs besides, is about a hundredth of it in the fastest arm.
 */
public class SingleTimer extends FiringBenchmark {

    private static final int CALLS = 50_000;

    /** Schedules and runs all calls, one after the other. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        opened.fire(1, CALLS);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.always(Parameters.NONE));
    }

    @Override
    public String title(Parameters at) {
        return "timers: schedule and fire, 1 at a time";
    }
}
