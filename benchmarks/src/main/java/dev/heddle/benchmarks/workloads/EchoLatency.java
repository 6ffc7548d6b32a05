package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.load.ClientProcess;
import dev.heddle.benchmarks.load.EchoLoad;
import dev.heddle.benchmarks.load.OpenLoop;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import dev.heddle.benchmarks.load.ScheduledLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long one waits for a server that echoes, over loopback, when requests come at a fixed rate, whether earlier ones were
 * answered or not. Each time counts from when the request was due, so a server that stalls is charged with all that came
 * meanwhile. A server that does not keep the rate has no figure, and is told to be overloaded.
 *
 * <p>Only the server is the arm's: the clients are one plain NIO loop for all arms, see {@link OpenLoop}, in the same
 * process. It spins, so the server has one processor less, which on a machine with two is half of them: arms that use
 * several threads feel that most. By how much the clients themselves were late is a histogram of its own, {@code late}; it
 * is part of the times.
 *
 * <p>An iteration has {@value #REQUESTS} requests at least, and percentiles are those of all iterations of a fork, so that one
 * in a thousand is more than a few. What is judged is the 99th: with so little to do for most of the time, a server's median
 * says how fast it is woken.
 */
public final class EchoLatency implements OwnWorkload {

    private static final int REQUESTS = 10_000;

    /** How long after the last request all must be answered; more than a collection of garbage takes. */
    static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is not compiled yet may be slow. */
    static final long WARM_UP_GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Found by its package. */
    public EchoLatency() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(EchoArm.class);
    }

    @Override
    public List<Class<? extends Arm>> kinds(Parameters at) {
        return Ends.kinds(at);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.FULL, at(2_000)),
                Point.from(Size.PEERS, at(10_000)).withControlsWhenChosen(),
                Point.from(Size.FULL, at(50_000)),
                Point.from(Size.FULL, at(10_000).with(Ends.PROCESSES, 2)));
    }

    private static Parameters at(int perSecond) {
        return Ends.together(
                Parameters.of("connections", 64).with("messageBytes", 64).with("perSecond", perSecond));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("connections", 1, Echo.MOST_CONNECTIONS)
                && at.isBetween("messageBytes", 1, Echo.LONGEST_MESSAGE)
                && at.isBetween("perSecond", 1, 1_000_000)
                && Ends.allows(at);
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public String title(Parameters at) {
        return "echo latency" + Ends.inWords(at) + ": " + at.grouped("perSecond") + " per second, "
                + at.grouped("messageBytes") + " bytes, " + at.counted("connections", "connection");
    }

    @Override
    public String operation(Parameters at) {
        return "round trip";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("p99", "us (99th percentile)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("p50", "us (median)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("p99.9", "us (99.9th percentile)", Better.LESS, Metric.LATENCY_MARGIN));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        int perSecond = at.number("perSecond");
        long spanned = (long) perSecond * effort.iterationMillis() / TimeUnit.SECONDS.toMillis(1);
        Schedule schedule = new Schedule(Math.toIntExact(Math.max(REQUESTS, spanned)), perSecond, GRACE_NANOS);
        return open(Arms.open(arm, EchoArm.class), at, effort, schedule);
    }

    /** With an arm that is there. It is closed at the end. */
    static Run open(EchoArm server, Parameters at, Effort effort, Schedule schedule) {
        try {
            return new Echoing(server, clients(Ends.serve(server, at), at), effort, schedule);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static ScheduledLoop clients(InetSocketAddress server, Parameters at) {
        int connections = at.number("connections");
        int messageBytes = at.number("messageBytes");
        return Ends.areProcesses(at)
                ? new ClientProcess(server, connections, messageBytes, 1)
                : new OpenLoop(server, connections, messageBytes);
    }

    private record Echoing(EchoArm server, ScheduledLoop clients, Effort effort, Schedule schedule) implements Run {

        @Override
        public void warmUp() {
            clients.warmUp(effort.warmUps(), TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis()));
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                clients.run(schedule.withGrace(WARM_UP_GRACE_NANOS));
            }
        }

        @Override
        public void measure(Recorder into) {
            EchoLoad found = clients.run(schedule);
            found.tell(into);
            into.percentile("p99", EchoLoad.ROUND_TRIP, 99);
            into.percentile("p50", EchoLoad.ROUND_TRIP, 50);
            into.percentile("p99.9", EchoLoad.ROUND_TRIP, 99.9);
        }

        @Override
        public void close() {
            clients.close();
            server.close();
        }
    }
}
