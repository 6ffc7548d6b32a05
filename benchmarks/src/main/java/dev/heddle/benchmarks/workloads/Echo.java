package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.load.ArmClosedLoop;
import dev.heddle.benchmarks.load.ClientProcess;
import dev.heddle.benchmarks.load.ClosedLoop;
import dev.heddle.benchmarks.load.EchoLoad;
import dev.heddle.benchmarks.load.PlainClosedLoop;
import dev.heddle.benchmarks.load.PlainClosedLoops;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many messages per second go to a server and back over loopback, on connections that are there, each with one message
 * under way. Only the server is the arm's: the clients are one plain NIO loop for all arms, see {@link PlainClosedLoop}, in the
 * same process, on a thread of its own. So two threads share the work, and the faster one waits for the other. What the
 * clients take of the cores is recorded; where they are busy all the time, they are what is measured, and arms differ by
 * more than the ratio of the figures says. With {@code processes=2} they are a process of their own, and what its compiler
 * and collector take counts as theirs. With {@code loops=2} and more the server is a {@link GroupArm}, and the clients have as
 * many loops as it has: one could not keep it busy.
 *
 * <p>With {@code clients=same-loop}, the clients are the arm's own, on the loop of the server, so that one thread does it
 * all (in an arm that has one), none is ever woken, and both ends are measured. With {@code clients=own-loop} they are a second
 * instance of the arm, on a loop of its own.
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
    private static final String OWN_LOOP = "own-loop";

    /** Both ends may be in one process, which may open so many files at least. */
    static final int MOST_CONNECTIONS = 8_000;

    static final int LONGEST_MESSAGE = 1 << 20;

    /** Found by its package. */
    public Echo() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(EchoArm.class);
    }

    @Override
    public List<Class<? extends Arm>> kinds(Parameters at) {
        return arePlain(at) ? Ends.kinds(at) : List.of(StreamArm.class);
    }

    private static boolean arePlain(Parameters at) {
        return at.text(CLIENTS).equals(PLAIN);
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
                Point.from(Size.FULL, at(64, 16_384).with(CLIENTS, SAME_LOOP)),
                Point.from(Size.FULL, at(1, 64).with(CLIENTS, OWN_LOOP)),
                Point.from(Size.FULL, at(64, 64).with(CLIENTS, OWN_LOOP)),
                Point.from(Size.FULL, at(1_000, 64).with(CLIENTS, OWN_LOOP)),
                Point.from(Size.FULL, at(64, 64).with(Ends.LOOPS, 2)),
                Point.from(Size.FULL, at(1_000, 64).with(Ends.LOOPS, 2)),
                Point.from(Size.FULL, at(64, 64).with(Ends.PROCESSES, 2)));
    }

    private static Parameters at(int connections, int messageBytes) {
        return Ends.together(Parameters.of("connections", connections)
                .with("messageBytes", messageBytes)
                .with(CLIENTS, PLAIN));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("connections", 1, MOST_CONNECTIONS)
                && at.isBetween("messageBytes", 1, LONGEST_MESSAGE)
                && Ends.allows(at)
                && (arePlain(at)
                        || (Ends.areTogether(at) && List.of(SAME_LOOP, OWN_LOOP).contains(at.text(CLIENTS))));
    }

    @Override
    public String title(Parameters at) {
        return "echo" + where(at) + ": " + at.grouped("messageBytes") + " bytes, "
                + at.counted("connections", "connection");
    }

    private static String where(Parameters at) {
        return switch (at.text(CLIENTS)) {
            case SAME_LOOP -> " on one loop";
            case OWN_LOOP -> " on two loops";
            default -> Ends.inWords(at);
        };
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
        return open(arm, Arms.open(arm, EchoArm.class), at, effort);
    }

    /**
     * With an arm that is there. It is closed at the end.
     *
     * @param arm its name, of which another one may be needed
     */
    static Run open(String arm, EchoArm server, Parameters at, Effort effort) {
        try {
            return new Echoing(server, clients(arm, server, at), effort);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static ClosedLoop clients(String arm, EchoArm server, Parameters at) {
        return switch (at.text(CLIENTS)) {
            case PLAIN -> plain(Ends.serve(server, at), at);
            case SAME_LOOP -> armsOwn(withClients(server), server, at);
            case OWN_LOOP -> Apart.open(Arms.open(arm, StreamArm.class), server, at);
            default ->
                throw new IllegalArgumentException("parameter '" + CLIENTS + "' must be " + PLAIN + ", " + SAME_LOOP
                        + " or " + OWN_LOOP + ", not '" + at.text(CLIENTS) + "'");
        };
    }

    private static ClosedLoop plain(InetSocketAddress server, Parameters at) {
        int connections = at.number("connections");
        int messageBytes = at.number("messageBytes");
        int loops = at.number(Ends.LOOPS);
        return Ends.areProcesses(at)
                ? new ClientProcess(server, connections, messageBytes, loops)
                : PlainClosedLoops.open(server, connections, messageBytes, loops);
    }

    private static ClosedLoop armsOwn(StreamArm clients, EchoArm server, Parameters at) {
        return new ArmClosedLoop(clients, server.echo(), at.number("connections"), at.number("messageBytes"));
    }

    private static StreamArm withClients(EchoArm server) {
        if (server instanceof StreamArm both) {
            return both;
        }
        throw new IllegalArgumentException("an arm that only serves has no clients for its own loop");
    }

    /** Clients of an arm that is there for them alone. */
    private record Apart(StreamArm arm, ClosedLoop clients) implements ClosedLoop {

        static ClosedLoop open(StreamArm arm, EchoArm server, Parameters at) {
            try {
                return new Apart(arm, armsOwn(arm, server, at));
            } catch (RuntimeException failed) {
                arm.close();
                throw failed;
            }
        }

        @Override
        public EchoLoad run(long spanNanos) {
            return clients.run(spanNanos);
        }

        @Override
        public void close() {
            clients.close();
            arm.close();
        }
    }

    private record Echoing(EchoArm server, ClosedLoop clients, Effort effort) implements Run {

        @Override
        public void warmUp() {
            clients.warmUp(effort.warmUps(), spanNanos());
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                iteration();
            }
        }

        private EchoLoad iteration() {
            return clients.run(spanNanos());
        }

        private long spanNanos() {
            return TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis());
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
