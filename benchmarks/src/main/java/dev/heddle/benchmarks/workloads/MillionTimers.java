package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * The time of one timed call, from being scheduled to having run, when {@value #CALLS} of them are scheduled in one go
 * and are due at once.
 *
 * <p>Apart from {@link Timers}, since an invocation must be as many calls as that. It is one wave, begun from outside by
 * one message.
 */
@Fork(
        value = 5,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", Size.NATIVE_ACCESS})
public class MillionTimers extends FiringBenchmark {

    private static final int CALLS = 1_000_000;

    /** Schedules and runs all calls. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        opened.fire(CALLS, CALLS);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.from(Size.FULL, Parameters.NONE).withControlsWhenChosen());
    }

    @Override
    public String title(Parameters at) {
        return "timers: schedule and fire, 1,000,000 due at once";
    }
}
