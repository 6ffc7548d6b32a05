package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Accepted;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.Dialer;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.fork.ProcessCpu;
import dev.heddle.benchmarks.load.PlainAcceptor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many connections per second an arm makes over loopback, and resets as soon as it sees them. Only the clients are the
 * arm's. The server is the same for all, see {@link PlainAcceptor}: one thread that accepts, and sees the loss.
 *
 * <p>The next connection begins when the client has lost one, unless the server is some hundreds behind: then it waits. As the
 * kernel does the handshake for the client, in its call, the server has less to do, and seldom is. How many are in
 * flight matters to an arm that waits for a connect, and for what it is told then; over loopback it is done when the call
 * returns.
 *
 * <p>A batch is {@value #CONNECTIONS} connections, and an iteration as many batches as take its time. CPU time is told as by
 * {@link Accept}.
 */
public final class Dial implements OwnWorkload {

    private static final int CONNECTIONS = 4_096;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Found by its package. */
    public Dial() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(ConnectArm.class);
    }

    @Override
    public List<Point> points() {
        return Accept.oneAndMany();
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween(Accept.IN_FLIGHT, 1, Accept.MOST_IN_FLIGHT);
    }

    @Override
    public String title(Parameters at) {
        return "dial: " + at.grouped(Accept.IN_FLIGHT) + " in flight";
    }

    @Override
    public String operation(Parameters at) {
        return "connection";
    }

    @Override
    public List<Metric> metrics() {
        return Accept.speedAndCpu();
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        return open(Arms.open(arm, ConnectArm.class), at, effort, CONNECTIONS);
    }

    /** With an arm that is there, which is closed at the end, and so many connections in a batch. */
    static Run open(ConnectArm arm, Parameters at, Effort effort, int batch) {
        Accepted accepted = new Accepted();
        PlainAcceptor acceptor = new PlainAcceptor(accepted);
        try {
            Dialer dialer = new Dialer(arm, acceptor.address(), accepted);
            return new Dialing(arm, acceptor, dialer, at.number(Accept.IN_FLIGHT), batch, effort);
        } catch (RuntimeException failed) {
            acceptor.close();
            accepted.close();
            arm.close();
            throw failed;
        }
    }

    private record Dialing(
            ConnectArm arm, PlainAcceptor acceptor, Dialer dialer, int inFlight, int batch, Effort effort)
            implements Run {

        @Override
        public void warmUp() {
            if (effort.warmUps() > 0) {
                dialer.connectAndReset(Accept.WARM_UP_IN_FLIGHT, effort.warmUps());
            }
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                iteration();
            }
        }

        /** Returns how many batches it made. */
        private int iteration() {
            long spanNanos = TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis());
            long beganNanos = System.nanoTime();
            int batches = 0;
            while (batches == 0 || System.nanoTime() - beganNanos < spanNanos) {
                dialer.connectAndReset(inFlight, batch);
                batches++;
            }
            return batches;
        }

        @Override
        public void measure(Recorder into) {
            double acceptorSeconds = acceptor.cpuSeconds();
            long cpuNanos = ProcessCpu.nanosWithPrograms();
            long beganNanos = System.nanoTime();
            long connections = (long) iteration() * batch;
            into.figure("speed", connections * NANOS_PER_SECOND / (System.nanoTime() - beganNanos));
            long allNanos = ProcessCpu.nanosWithPrograms() - cpuNanos;
            Accept.tellCpu(into, allNanos, acceptor.cpuSeconds() - acceptorSeconds, connections);
        }

        @Override
        public void close() {
            dialer.close();
            arm.close();
            acceptor.close();
        }
    }
}
