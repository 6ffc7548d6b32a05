package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Accepted;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.ProcessCpu;
import dev.heddle.benchmarks.load.PlainDialer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many connections per second an arm accepts over loopback, until it has seen their loss. Only the server is the arm's.
 * The clients are the same for all, see {@link PlainDialer}: one thread that connects and resets. A connection is in
 * flight until the server has lost it.
 *
 * <p>With one in flight, both ends work by turns, and most of the figure is what it takes to wake the server. With more,
 * they work at the same time; and since the kernel does the handshake for the client, in its call, the client has
 * more to do than a good server, which then waits for it: such servers have the same speed, that of the client. What they
 * differ in is the CPU time that a connection costs them, which is told as well: all of the process but for the clients'
 * thread, compiler and garbage collection among it.
 */
public final class Accept implements OwnWorkload {

    static final String IN_FLIGHT = "inFlight";

    /** The backlog of a port suffices for that. */
    static final int MOST_IN_FLIGHT = ConnectArm.MOST_AHEAD;

    static final int WARM_UP_IN_FLIGHT = 64;

    /** Found by its package. */
    public Accept() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(ConnectArm.class);
    }

    @Override
    public List<Point> points() {
        return oneAndMany();
    }

    /** One, many, and very many. */
    static List<Point> oneAndMany() {
        return List.of(
                Point.from(Size.FULL, Parameters.of(IN_FLIGHT, 1)),
                Point.from(Size.FULL, Parameters.of(IN_FLIGHT, 64)).withControlsWhenChosen(),
                Point.from(Size.FULL, Parameters.of(IN_FLIGHT, 512)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween(IN_FLIGHT, 1, MOST_IN_FLIGHT);
    }

    @Override
    public String title(Parameters at) {
        return "accept: " + at.grouped(IN_FLIGHT) + " in flight";
    }

    @Override
    public String operation(Parameters at) {
        return "connection";
    }

    @Override
    public List<Metric> metrics() {
        return speedAndCpu();
    }

    /** How fast, and what it costs the arm. */
    static List<Metric> speedAndCpu() {
        return List.of(
                new Metric("speed", "ops/s", Better.MORE),
                new Metric("cpu", "us of the arm's CPU per connection", Better.LESS));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        return open(Arms.open(arm, ConnectArm.class), at, effort);
    }

    /** With an arm that is there. It is closed at the end. */
    static Run open(ConnectArm arm, Parameters at, Effort effort) {
        Accepted accepted = new Accepted();
        try {
            PlainDialer clients = new PlainDialer(arm.accept(accepted), accepted);
            return new Accepting(arm, accepted, clients, at.number(IN_FLIGHT), effort);
        } catch (RuntimeException failed) {
            accepted.close();
            arm.close();
            throw failed;
        }
    }

    private record Accepting(ConnectArm arm, Accepted accepted, PlainDialer clients, int inFlight, Effort effort)
            implements Run {

        @Override
        public void warmUp() {
            clients.run(WARM_UP_IN_FLIGHT, effort.warmUps(), 0);
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                iteration();
            }
        }

        private PlainDialer.Outcome iteration() {
            return clients.run(inFlight, 1, TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis()));
        }

        @Override
        public void measure(Recorder into) {
            long cpuNanos = ProcessCpu.nanosWithPrograms();
            PlainDialer.Outcome outcome = iteration();
            into.figure("speed", outcome.perSecond());
            tellCpu(into, ProcessCpu.nanosWithPrograms() - cpuNanos, outcome.cpuSeconds(), outcome.connections());
        }

        @Override
        public void close() {
            accepted.close();
            arm.close();
        }
    }

    /** What all took, what of it the other end did, and for how many connections. */
    static void tellCpu(Recorder into, long allNanos, double otherSeconds, long connections) {
        double armMicros = allNanos / 1e3 - otherSeconds * 1e6;
        into.figure("cpu", Math.max(armMicros, 0) / connections); // clocks of programs are coarse
        into.generatorCpu(otherSeconds);
        into.operations(connections);
    }
}
