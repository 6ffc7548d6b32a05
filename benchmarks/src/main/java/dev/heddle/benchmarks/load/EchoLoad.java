package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Recorder;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of an echo saw in one iteration.
 *
 * @param nanos how long each answer took that was counted
 * @param lateNanos by how much each request was sent later than it was due; empty where none is ever due
 * @param uncounted how many more requests were answered, before it was counted or after
 * @param elapsedNanos how long it was counted
 * @param cpuSeconds what the clients took for all of the iteration; null if it cannot be told from what others did
 */
public record EchoLoad(
        Histogram nanos,
        Histogram lateNanos,
        long uncounted,
        long elapsedNanos,
        @Nullable Double cpuSeconds) {

    /** What the histogram is called that has the times. */
    public static final String ROUND_TRIP = "round trip";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** What several saw at the same time. */
    static EchoLoad sum(List<EchoLoad> loads) {
        Histogram nanos = new Histogram(3);
        Histogram lateNanos = new Histogram(3);
        long uncounted = 0;
        long elapsedNanos = 0;
        double cpuSeconds = 0;
        for (EchoLoad load : loads) {
            nanos.add(load.nanos);
            lateNanos.add(load.lateNanos);
            uncounted += load.uncounted;
            elapsedNanos = Math.max(elapsedNanos, load.elapsedNanos);
            cpuSeconds += load.cpuSeconds == null ? 0 : load.cpuSeconds;
        }
        return new EchoLoad(nanos, lateNanos, uncounted, elapsedNanos, cpuSeconds);
    }

    /** The same, with what all of the clients' process took. */
    EchoLoad withCpu(double seconds) {
        return new EchoLoad(nanos, lateNanos, uncounted, elapsedNanos, seconds);
    }

    /** How many requests were answered while it was counted. */
    public long answers() {
        return nanos.getTotalCount();
    }

    /** How many requests were answered per second. */
    public double perSecond() {
        return answers() * NANOS_PER_SECOND / elapsedNanos;
    }

    /** How many microseconds so many percent of the answers took at most. */
    public double micros(double percent) {
        return nanos.getValueAtPercentile(percent) / NANOS_PER_MICRO;
    }

    /** Tells the times, the operations, and the CPU if it is known. */
    public void tell(Recorder into) {
        into.histogram(ROUND_TRIP, nanos);
        into.operations(answers() + uncounted);
        if (lateNanos.getTotalCount() > 0) {
            into.histogram("late", lateNanos);
        }
        if (cpuSeconds != null) {
            into.generatorCpu(cpuSeconds);
        }
    }
}
