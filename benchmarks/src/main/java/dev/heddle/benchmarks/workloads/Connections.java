package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.Dialer;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many connections per second are made over loopback, seen by both ends, reset by the client and lost by the
 * server. Client and server share a process; those of an arm that is a program of its own share that, or with a loop each have one
 * each. No bytes are sent. What one end takes alone, {@link Accept} and {@link Dial} tell.
 *
 * <p>On one loop, a connection begins when the server has lost one. With a loop each, it begins when the client has lost
 * one, and clients may be ahead of the server by some hundreds: no message goes from one loop to the other for a single
 * connection. So what the two have in common is the work, and not the order of it.
 *
 * <p>Connections warm up slowly: a fork makes {@code warmUpConnections} of them, 64 in flight, before the first
 * iteration. An invocation is {@value #CONNECTIONS} connections, begun from outside by one message; at its beginning
 * and end fewer are in flight.
 */
public class Connections extends PerSecondBenchmark {

    private static final int CONNECTIONS = 4_096;

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many connections are begun and not yet lost, by the side that begins the next. */
    @Param({"1", "64", "512"})
    public int inFlight;

    /** Whether clients and server share a loop, which is a reactor in Heddle's arms, or have one each. */
    @Param({"1", "2"})
    public int loops;

    /** How many connections are made before anything is measured. */
    @Param("50000")
    public int warmUpConnections;

    @SuppressWarnings("NullAway.Init") // by open
    private ConnectArm clients;

    @SuppressWarnings("NullAway.Init") // by open
    private ConnectArm server;

    @SuppressWarnings("NullAway.Init") // by open
    private Dialer dialer;

    /** Starts the arm, once or twice, and warms it up. */
    @Setup
    public void open() {
        clients = Arms.open(arm, ConnectArm.class);
        server = loops == 1 ? clients : Arms.open(arm, ConnectArm.class);
        dialer = new Dialer(clients, server);
        dialer.connectAndReset(Accept.WARM_UP_IN_FLIGHT, warmUpConnections);
    }

    /** Makes and loses connections. */
    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public void connectAndReset() {
        dialer.connectAndReset(inFlight, CONNECTIONS);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        dialer.close();
        clients.close();
        server.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(ConnectArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.always(at(1, 1)),
                Point.always(at(64, 1)).withControls(),
                Point.from(Size.FULL, at(512, 1)),
                Point.from(Size.FULL, at(1, 2)),
                Point.from(Size.FULL, at(64, 2)),
                Point.from(Size.FULL, at(512, 2)));
    }

    private static Parameters at(int inFlight, int loops) {
        return Parameters.of("inFlight", inFlight).with("loops", loops);
    }

    @Override
    public Optional<String> warmUp() {
        return Optional.of("warmUpConnections");
    }

    /** What a port cannot keep waiting, the kernel drops; the client tries again after a second, and that is measured. */
    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("inFlight", 1, ConnectArm.MOST_AHEAD) && at.isBetween("loops", 1, 2);
    }

    @Override
    public String title(Parameters at) {
        return "connect, accept, reset: " + at.grouped("inFlight") + " in flight"
                + (at.number("loops") == 2 ? ", two loops" : "");
    }

    @Override
    public String operation(Parameters at) {
        return "connection";
    }
}
