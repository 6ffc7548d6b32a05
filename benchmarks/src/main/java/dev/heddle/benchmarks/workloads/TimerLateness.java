package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Lateness;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.TimerArm;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How late timed calls run that are spread evenly over time, and scheduled beforehand: the histogram is of all of them, and
 * the figures are its middle and its end. Nothing else happens meanwhile, so it says nothing about what a late call does to
 * connections, or they to it. An arm that spins is punctual: the CPU of the fork belongs to the figures.
 */
public final class TimerLateness implements OwnWorkload {

    private static final String PER_SECOND = "callsPerSecond";
    private static final String LATENESS = "lateness";

    /** Found by its package. */
    public TimerLateness() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TimerArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.whenChosen(Parameters.of(PER_SECOND, 10_000)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween(PER_SECOND, 1_000, 1_000_000);
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public String title(Parameters at) {
        return "timers: lateness, " + at.grouped(PER_SECOND) + " per second";
    }

    @Override
    public String operation(Parameters at) {
        return "timed call";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("p50", "us late (median)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("p99", "us late (99th percentile)", Better.LESS, Metric.LATENCY_MARGIN));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        TimerArm opened = Arms.open(arm, TimerArm.class);
        long spanNanos = TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis());
        int calls = Math.toIntExact(at.number(PER_SECOND) * spanNanos / TimeUnit.SECONDS.toNanos(1));
        return new Run() {
            @Override
            public void warmUp() {
                for (int left = effort.warmUpIterations(); left > 0; left--) {
                    Lateness.measure(opened, calls, spanNanos);
                }
            }

            @Override
            public void measure(Recorder into) {
                Histogram nanos = new Histogram(3);
                Arrays.stream(Lateness.measure(opened, calls, spanNanos)).forEach(nanos::recordValue);
                into.histogram(LATENESS, nanos);
                into.percentile("p50", LATENESS, 50);
                into.percentile("p99", LATENESS, 99);
                into.operations(calls);
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
