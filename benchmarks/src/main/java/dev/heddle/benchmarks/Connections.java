package dev.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many connections per second are made over loopback, seen by both ends, reset by the client and lost by the
 * server.
 * Client and server share a process, and in Heddle's arms a reactor. No bytes are sent.
 *
 * <p>Connections warm up slowly: a fork makes {@code warmUpConnections} of them, 64 in flight, before the first
 * iteration. An invocation is {@value #CONNECTIONS} connections, begun from outside by one message; at its beginning
 * and end fewer are in flight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class Connections {

    private static final int CONNECTIONS = 4_096;
    private static final int WARM_UP_IN_FLIGHT = 64;

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many connections are begun and not yet lost. */
    @Param({"1", "64", "512"})
    public int inFlight;

    /** How many connections are made before anything is measured. */
    @Param("50000")
    public int warmUpConnections;

    @SuppressWarnings("NullAway.Init") // by open
    private Arm opened;

    @SuppressWarnings("NullAway.Init") // by open
    private Arm.Dialer dialer;

    /** Starts the arm and warms it up. */
    @Setup
    public void open() {
        opened = Arms.open(arm);
        dialer = opened.openDialer();
        dialer.connectAndReset(WARM_UP_IN_FLIGHT, warmUpConnections);
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
        opened.close();
    }
}
