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
 * The time of one timed call, from being scheduled to having run, when so many are scheduled in one go and are due at
 * once.
 *
 * <p>An invocation is {@value #CALLS} calls, in waves of {@code outstanding}, begun from outside by one message.
 * Nothing is said about how late a call runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Timers {

    private static final int CALLS = 100_000;

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many are due at once. */
    @Param({"1000", "100000"})
    public int outstanding;

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm opened;

    /** Starts the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TimerArm.class);
    }

    /** Schedules and runs all calls. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        opened.fire(outstanding, CALLS);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }
}
