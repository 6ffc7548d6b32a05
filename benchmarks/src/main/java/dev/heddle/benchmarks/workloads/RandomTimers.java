package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long it takes until the last of many timed calls has run, which are scheduled in one go with delays of 1 to 100 ms,
 * spread evenly at random, and always the same. With no work at all it would take 100 ms.
 *
 * <p>An invocation is all {@code calls}. It says how much an arm can take; how late a single call runs, it does not say.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", Size.NATIVE_ACCESS})
public class RandomTimers extends FiringBenchmark {

    private static final int MOST = 10_000_000;
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GREATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How many are scheduled in one go. */
    @Param("1000000")
    public int calls;

    private long[] delaysNanos = {};
    private long longestNanos;

    /** Draws the delays. */
    @Setup
    public void drawDelays() {
        delaysNanos =
                new Random(42).longs(calls, LEAST_NANOS, GREATEST_NANOS + 1).toArray();
        longestNanos = Arrays.stream(delaysNanos).max().orElseThrow();
    }

    /** Schedules and runs all calls. */
    @Benchmark
    public void fire() {
        long begunNanos = System.nanoTime();
        Completion completion = new Completion(calls);
        Runnable call = completion::done;
        opened.post(() -> completion.guard(() -> {
            for (long delayNanos : delaysNanos) {
                opened.callLater(delayNanos, call);
            }
        }));
        completion.await(() -> "all timed calls but " + completion.left());
        checkNotEarly(System.nanoTime() - begunNanos);
    }

    private void checkNotEarly(long tookNanos) {
        if (tookNanos < longestNanos) {
            throw new IllegalStateException(
                    "the last call was due after " + longestNanos + " ns, and all had run after " + tookNanos + " ns");
        }
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.whenChosen(Parameters.of("calls", 1_000)),
                Point.whenChosen(Parameters.of("calls", 10_000)),
                Point.whenChosen(Parameters.of("calls", 100_000)),
                Point.from(Size.FULL, Parameters.of("calls", 1_000_000)).withControlsWhenChosen());
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("calls", 1, MOST);
    }

    @Override
    public String title(Parameters at) {
        return "timers: " + at.grouped("calls") + " with delays of 1 to 100 ms";
    }

    @Override
    public String operation(Parameters at) {
        return "run of " + at.grouped("calls") + " timed calls";
    }
}
