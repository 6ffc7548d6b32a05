package dev.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one timed call, from being scheduled to having run, when it is the only one: each schedules the next.
 *
 * <p>This is the cost of a whole turn of the loop - asking the selector, taking the baton - rather than of the timers.
 * An invocation is {@value #CALLS} calls, fewer than in {@link Timers}, since that many turns take as long as many more
 * calls that share theirs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SingleTimer {

    private static final int CALLS = 10_000;

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm opened;

    /** Starts the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TimerArm.class);
    }

    /** Schedules and runs all calls, one after the other. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        opened.fire(1, CALLS);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }
}
