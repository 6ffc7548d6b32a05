package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.EchoTls;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.TlsArm;
import dev.heddle.benchmarks.load.TlsClients;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many messages per second go to a server and back over TLS 1.3 on loopback, on connections that are there. Only the
 * server is the arm's: the clients are blocking sockets of the JDK, see {@link TlsClients}, and share the process and its
 * cores. What they take is in the figure, and the same for all; so is the cryptography, which is the JDK's everywhere.
 * Arms differ by more than the ratio of the figures says.
 *
 * <p>Not in it: handshakes, and messages that wait for each other on one connection.
 *
 * <p>A fork makes {@code warmUpRoundTrips} before the first iteration. An invocation is {@value #ROUND_TRIPS} round trips,
 * spread over the connections; at its beginning and end fewer are under way.
 */
public class TlsEcho extends PerSecondBenchmark {

    private static final int ROUND_TRIPS = 1_024;
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final Parameters CONTROLLED =
            Parameters.of("connections", 64).with("messageBytes", 64);

    /** Who serves. */
    @Param({"selector", "loom", "netty-epoll", "netty-nio"})
    public String arm = "";

    /** How many connections there are. Each has one message under way. */
    @Param({"1", "64"})
    public int connections;

    /** How long a message is. The longest here fills a record of TLS. */
    @Param({"64", "16384"})
    public int messageBytes;

    /** How many round trips are made before anything is measured. */
    @Param("50000")
    public int warmUpRoundTrips;

    @SuppressWarnings("NullAway.Init") // by open
    private TlsArm server;

    @SuppressWarnings("NullAway.Init") // by open
    private TlsClients clients;

    /** Starts the arm, connects the clients, and warms up. */
    @Setup
    public void open() {
        SSLContext context = EchoTls.newContext();
        server = Arms.open(arm, TlsArm.class);
        clients = new TlsClients(server.echoTls(context), context, connections, messageBytes);
        clients.roundTrips(Math.ceilDiv(warmUpRoundTrips, connections));
    }

    /** Sends messages and has them back. */
    @Benchmark
    @OperationsPerInvocation(ROUND_TRIPS)
    public void echo() {
        clients.roundTrips(ROUND_TRIPS / connections);
    }

    /** Ends the connections, and the arm. */
    @TearDown
    public void close() {
        clients.close();
        server.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TlsArm.class);
    }

    @Override
    public List<Point> points() {
        return Stream.of(1, 64)
                .flatMap(count -> Stream.of(64, 16_384)
                        .map(bytes -> Parameters.of("connections", count).with("messageBytes", bytes)))
                .map(at -> at.equals(CONTROLLED) ? Point.whenChosen(at).withControlsWhenChosen() : Point.whenChosen(at))
                .toList();
    }

    @Override
    public Optional<String> warmUp() {
        return Optional.of("warmUpRoundTrips");
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("connections", 1, ROUND_TRIPS)
                && ROUND_TRIPS % at.number("connections") == 0
                && at.isBetween("messageBytes", 1, LONGEST_MESSAGE);
    }

    @Override
    public String title(Parameters at) {
        return "tls: echo " + at.grouped("messageBytes") + " bytes, " + at.counted("connections", "connection");
    }

    @Override
    public String operation(Parameters at) {
        return "round trip";
    }
}
