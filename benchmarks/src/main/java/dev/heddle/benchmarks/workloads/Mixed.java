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
 * How many requests per second a server answers whose work is all that servers do, and blocks: each request has a time limit
 * set and cancelled, waits for work that blocks its thread for some milliseconds, as for a database, and is answered; one in
 * ten comes on a connection of its own, which ends with the tenth; of one in fifty the work does not end, and its time limit
 * passes. This is what people choose virtual threads for.
 *
 * <p>Each arm does it as its users would: blocking code where threads are cheap or were all there was, and otherwise a loop
 * that hands the work to threads and hears of its end. Pools are as large as there can be requests under way, so that none
 * waits for a thread, and nobody is held back by the size of a pool. The work waits for a time, which takes no processor by itself.
 *
 * <p>Only the server is the arm's: the clients are one plain NIO loop for all, with a request under way on each connection all
 * the time. So no arm answers more than {@code connections} in the time that the work takes; where figures come near that,
 * they tell how long work is, and the CPU of a request says more. The percentiles are those of requests that came in time.
 *
 * <p>Memory is that of a process in which all connections have a request under way whose work waits: live heap, and what is
 * resident. Told is how much more it is than before the arm was there, with all code that was compiled since, and with the
 * clients, which are small.
 */
public final class Mixed implements OwnWorkload {

    /** Found by its package. */
    public Mixed() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(RequestArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.whenChosen(at(16)),
                Point.whenChosen(at(64)),
                Point.from(Size.PEERS, at(256)).withControlsWhenChosen(),
                Point.from(Size.FULL, at(1_000)));
    }

    private static Parameters at(int connections) {
        return Parameters.of(MixedRequests.CONNECTIONS, connections).with(MixedRequests.WORK_MILLIS, 2);
    }

    @Override
    public boolean allows(Parameters at) {
        return MixedRequests.allows(at);
    }

    @Override
    public String title(Parameters at) {
        return "mixed: " + MixedRequests.inWords(at);
    }

    @Override
    public String operation(Parameters at) {
        return "request";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("speed", "ops/s", Better.MORE),
                new Metric("p50", "us (median)", Better.LESS),
                new Metric("p99", "us (99th percentile)", Better.LESS),
                new Metric("cpu", "us of CPU per request", Better.LESS),
                new Metric("memory", "MiB with all under way", Better.LESS));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) throws IOException {
        return open(MixedRequests.arm(arm), at, effort);
    }

    /** With an arm that is opened by this, and closed at the end. */
    static Run open(Supplier<RequestArm> arm, Parameters at, Effort effort) throws IOException {
        long spanNanos = TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis());
        return new MixedRequests(arm, at, effort) {
            @Override
            RequestLoad iteration() {
                return clients.runClosed(spanNanos);
            }

            @Override
            void tell(RequestLoad found, Recorder into) {
                into.figure("speed", found.perSecond());
                into.figure("p50", found.micros(50));
                into.figure("p99", found.micros(99));
            }
        };
    }
}
