package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.load.RequestLoad;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long one waits for the answers of {@link Mixed} when requests come at a fixed rate, whether earlier ones were answered
 * or not. Each time counts from when the request was due, so a server that stalls is charged with all that came meanwhile;
 * the time of the work is in it. Requests whose time limit must pass have a histogram of their own, {@code limit}. A server
 * that does not keep the rate has no figure, and is told to be overloaded.
 *
 * <p>The clients spin, so the server has one processor less.
 */
public final class MixedLatency implements OwnWorkload {

    private static final String PER_SECOND = "perSecond";
    private static final int REQUESTS = 2_000;

    /** Found by its package. */
    public MixedLatency() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(RequestArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.from(
                Size.FULL,
                Parameters.of(MixedRequests.CONNECTIONS, 64)
                        .with(MixedRequests.WORK_MILLIS, 2)
                        .with(PER_SECOND, 2_000)));
    }

    /** Connections have to suffice for the rate, or it is the clients that do not reach it. */
    @Override
    public boolean allows(Parameters at) {
        return MixedRequests.allows(at)
                && at.isBetween(PER_SECOND, 1, 100_000)
                && (long) at.number(PER_SECOND) * at.number(MixedRequests.WORK_MILLIS)
                        <= TimeUnit.SECONDS.toMillis(1) * at.number(MixedRequests.CONNECTIONS) / 2;
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public String title(Parameters at) {
        return "mixed latency: " + at.grouped(PER_SECOND) + " per second, " + MixedRequests.inWords(at);
    }

    @Override
    public String operation(Parameters at) {
        return "request";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("p99", "us (99th percentile)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("p50", "us (median)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("cpu", "us of CPU per request", Better.LESS),
                new Metric("memory", "MiB with all under way", Better.LESS));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) throws IOException {
        int perSecond = at.number(PER_SECOND);
        int count = Math.toIntExact(Math.max(REQUESTS, (long) perSecond * effort.iterationMillis() / 1_000));
        return open(MixedRequests.arm(arm), at, effort, count, EchoLatency.GRACE_NANOS);
    }

    /**
     * With an arm that is opened by this, and closed at the end, and so many requests in an iteration, all of which must be
     * answered so long after the last.
     */
    static Run open(Supplier<RequestArm> arm, Parameters at, Effort effort, int count, long graceNanos)
            throws IOException {
        int perSecond = at.number(PER_SECOND);
        return new MixedRequests(arm, at, effort) {
            @Override
            RequestLoad iteration() {
                return clients.runOpen(count, perSecond, graceNanos);
            }

            @Override
            RequestLoad patientIteration() {
                return clients.runOpen(count, perSecond, EchoLatency.WARM_UP_GRACE_NANOS);
            }

            @Override
            void tell(RequestLoad found, Recorder into) {
                into.percentile("p99", TIMES, 99);
                into.percentile("p50", TIMES, 50);
            }
        };
    }
}
