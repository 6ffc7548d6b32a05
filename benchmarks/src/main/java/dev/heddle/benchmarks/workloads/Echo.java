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
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.load.ArmClosedLoop;
import dev.heddle.benchmarks.load.ClosedLoop;
import dev.heddle.benchmarks.load.EchoLoad;
import dev.heddle.benchmarks.load.PlainClosedLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many messages per second go to a server and back over loopback, on connections that are there, each with one message
 * under way. Only the server is the arm's: the clients are one plain NIO loop for all arms, see {@link PlainClosedLoop}, in the
 * same process, on a thread of its own. So two threads share the work, and the faster one waits for the other. What the
 * clients take of the cores is recorded; where they are busy all the time, they are what is measured, and arms differ by
 * more than the ratio of the figures says.
 *
 * <p>With {@code clients=same-loop}, the clients are the arm's own, on the loop of the server, so that one thread does it
 * all (in an arm that has one), none is ever woken, and both ends are measured.
 *
 * <p>With one connection, client and server never work at the same time, and what it costs to wake a thread is most of the
 * figure. The percentiles are those of clients that wait for each other: they show whether all connections are served
 * alike, and not what a user would see. For that there is {@link EchoLatency}.
 *
 * <p>It measures itself, and not by JMH, so that the flow of messages does not stop for each batch, and for the percentiles
 * and the CPU time of the clients.
 */
public final class Echo implements OwnWorkload {

    private static final String CLIENTS = "clients";
    private static final String PLAIN = "plain";
    private static final String SAME_LOOP = "same-loop";

    /** Both ends are in one process, which may open so many files at least. */
    static final int MOST_CONNECTIONS = 8_000;

    static final int LONGEST_MESSAGE = 1 << 20;

    /** Found by its package. */
    public Echo() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(EchoArm.class);
    }

    /** Clients on the loop of the server have to be the arm's own. */
    @Override
    public List<Class<? extends Arm>> kinds(Parameters at) {
        return at.text(CLIENTS).equals(SAME_LOOP) ? List.of(StreamArm.class) : kinds();
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.DEFAULT, at(1, 64)),
                Point.always(at(64, 64)).withControls(),
                Point.from(Size.PEERS, at(1_000, 64)),
                Point.from(Size.PEERS, at(64, 16_384)),
                Point.from(Size.FULL, at(1, 16_384)),
                Point.from(Size.FULL, at(1_000, 16_384)),
                Point.from(Size.FULL, at(1, 64).with(CLIENTS, SAME_LOOP)),
                Point.from(Size.FULL, at(64, 64).with(CLIENTS, SAME_LOOP)).withControlsWhenChosen(),
                Point.from(Size.FULL, at(1_000, 64).with(CLIENTS, SAME_LOOP)),
                Point.from(Size.FULL, at(64, 16_384).with(CLIENTS, SAME_LOOP)));
    }

    private static Parameters at(int connections, int messageBytes) {
        return Parameters.of("connections", connections)
                .with("messageBytes", messageBytes)
                .with(CLIENTS, PLAIN);
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("connections", 1, MOST_CONNECTIONS)
                && at.isBetween("messageBytes", 1, LONGEST_MESSAGE)
                && List.of(PLAIN, SAME_LOOP).contains(at.text(CLIENTS));
    }

    @Override
    public String title(Parameters at) {
        return (at.text(CLIENTS).equals(PLAIN) ? "echo: " : "echo on one loop: ") + at.grouped("messageBytes")
                + " bytes, " + at.counted("connections", "connection");
    }

    @Override
    public String operation(Parameters at) {
        return "round trip";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("speed", "ops/s", Better.MORE),
                new Metric("p50", "us (median)", Better.LESS),
                new Metric("p99", "us (99th percentile)", Better.LESS));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        return open(Arms.open(arm, EchoArm.class), at, effort);
    }

    /** With an arm that is there. It is closed at the end. */
    static Run open(EchoArm server, Parameters at, Effort effort) {
        try {
            return new Echoing(server, clients(server, at), effort);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static ClosedLoop clients(EchoArm server, Parameters at) {
        int connections = at.number("connections");
        int messageBytes = at.number("messageBytes");
        return switch (at.text(CLIENTS)) {
            case PLAIN -> new PlainClosedLoop(server.echo(), connections, messageBytes);
            case SAME_LOOP -> new ArmClosedLoop(withClients(server), server.echo(), connections, messageBytes);
            default ->
                throw new IllegalArgumentException("parameter '" + CLIENTS + "' must be " + PLAIN + " or " + SAME_LOOP
                        + ", not '" + at.text(CLIENTS) + "'");
        };
    }

    private static StreamArm withClients(EchoArm server) {
        if (server instanceof StreamArm both) {
            return both;
        }
        throw new IllegalArgumentException("an arm that only serves has no clients for its own loop");
    }

    private record Echoing(EchoArm server, ClosedLoop clients, Effort effort) implements Run {

        @Override
        public void warmUp() {
            long made = 0;
            while (made < effort.warmUps()) {
                made += iteration().answers();
            }
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                iteration();
            }
        }

        private EchoLoad iteration() {
            return clients.run(TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis()));
        }

        @Override
        public void measure(Recorder into) {
            EchoLoad load = iteration();
            into.figure("speed", load.perSecond());
            into.figure("p50", load.micros(50));
            into.figure("p99", load.micros(99));
            load.tell(into);
        }

        @Override
        public void close() {
            clients.close();
            server.close();
        }
    }
}
