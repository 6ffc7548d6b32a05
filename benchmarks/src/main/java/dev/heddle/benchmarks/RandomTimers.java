package dev.heddle.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes until the last of many timed calls has run, which are scheduled in one go with delays of 1 to 100 ms,
 * spread evenly at random, and always the same. With no work at all it would take 100 ms.
 *
 * <p>An invocation is all {@code calls}. It says how much an arm can take; how late a single call runs, it does not say.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomTimers {

    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GREATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many are scheduled in one go. */
    @Param("1000000")
    public int calls;

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm opened;

    private long[] delaysNanos = {};
    private long longestNanos;

    /** Starts the arm and draws the delays. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TimerArm.class);
        delaysNanos =
                new Random(42).longs(calls, LEAST_NANOS, GREATEST_NANOS + 1).toArray();
        longestNanos = Arrays.stream(delaysNanos).max().orElseThrow();
    }

    /** Schedules and runs all calls. */
    @Benchmark
    public void fire() {
        long begunNanos = System.nanoTime();
        Completion completion = new Completion();
        AtomicInteger waiting = new AtomicInteger(calls); // some arms run calls at the same time
        Runnable call = () -> {
            if (waiting.decrementAndGet() == 0) {
                completion.done();
            }
        };
        opened.post(() -> completion.guard(() -> {
            for (long delayNanos : delaysNanos) {
                opened.callLater(delayNanos, call);
            }
        }));
        completion.await(() -> "all timed calls but " + waiting);
        checkNotEarly(System.nanoTime() - begunNanos);
    }

    private void checkNotEarly(long tookNanos) {
        if (tookNanos < longestNanos) {
            throw new IllegalStateException(
                    "the last call was due after " + longestNanos + " ns, and all had run after " + tookNanos + " ns");
        }
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }
}
