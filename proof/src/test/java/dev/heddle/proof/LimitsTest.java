package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.Peer;
import dev.heddle.tck.Seeds;
import dev.heddle.tck.UnrulyPeer;
import dev.heddle.tck.UnrulyProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a reactor bears, and that it keeps nothing of it. */
@Tag("proof")
@Timeout(1800)
class LimitsTest {

    private static final int HELD_CONNECTIONS = 9_000;
    private static final int OTHER_DESCRIPTORS = 500;
    private static final long GIBIBYTE = 1L << 30;

    private static final int CLIENTS = 4;

    /** Fewer than the default backlog, see {@link LiveConnections#ask}. */
    private static final int MOST_UNTOLD = 500;

    private static final int WARM_UP_CONNECTIONS = 5_000;
    private static final int CONNECTIONS = 100_000;

    /** As much as code and classes that came later may take. */
    private static final long MOST_HEAP_GROWTH_BYTES = 4 << 20;

    private static final class Echo extends Protocol {
        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    // Many connections at once.

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("one reactor holds 9,000 connections, and each of them still works")
    void holdsManyConnections(String backend) throws Exception {
        long limit = Resources.descriptorLimit();
        assumeTrue(
                limit >= HELD_CONNECTIONS + OTHER_DESCRIPTORS,
                () -> "a process may open " + limit + " descriptors, too few for " + HELD_CONNECTIONS
                        + " connections: raise the limit with ulimit -n " + (HELD_CONNECTIONS + OTHER_DESCRIPTORS));
        try (Reactor reactor = Reactors.create(backend)) {
            InetSocketAddress address = listen(reactor, InetAddress.getLoopbackAddress(), Factory.of(Echo::new));
            try (ChildJvm client = ChildJvm.start(
                    HeldConnections.class, String.valueOf(address.getPort()), String.valueOf(HELD_CONNECTIONS))) {
                assertThat(client.readLine()).isEqualTo("holding " + HELD_CONNECTIONS);
                client.writeLine("");
                assertThat(client.readLine()).isEqualTo("answered " + HELD_CONNECTIONS);
            }
        }
    }

    // Many bytes.

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("1 GiB goes through an echo in a heap of 256 MiB, and every byte comes back as it was")
    void echoesAGibibyte(String backend) throws Exception {
        List<String> options = List.of("-Xmx256m", "-ea", "-cp", System.getProperty("java.class.path"));
        try (ChildJvm echo = ChildJvm.startWith(options, EchoGibibyte.class, backend)) {
            assertThat(echo.readLine()).isEqualTo(String.valueOf(GIBIBYTE));
        }
    }

    @ParameterizedTest
    @CsvSource({"selector,plain", "selector,tls", "selector,unix", "loom,plain", "loom,tls", "loom,unix"})
    @DisplayName(
            "1 GiB goes through a forwarder to one who reads slowly in a heap of 128 MiB, plain, by way of TLS, and"
                    + " over UNIX sockets")
    void forwardsAGibibyte(String backend, String kind) throws Exception {
        List<String> options = List.of("-Xmx128m", "-ea", "-cp", System.getProperty("java.class.path"));
        try (ChildJvm forwarder = ChildJvm.startWith(options, ForwardGibibyte.class, backend, kind)) {
            assertThat(forwarder.readLine()).isEqualTo(String.valueOf(GIBIBYTE));
        }
    }

    // Many connections, one after the other.

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("100,000 connections are opened and closed under faults, and nothing of them is left")
    void leaksNothing(String backend) throws Exception {
        Random seeds = Seeds.random();
        var live = new LiveConnections();
        try (Reactor reactor = Reactors.create(backend)) {
            InetSocketAddress address = listen(reactor, new InetSocketAddress(0).getAddress(), peer -> {
                var protocol = new UnrulyProtocol(reactor, new Random(seeds.nextLong()));
                live.made();
                return protocol.whenLost(() -> live.lost(protocol.faults()));
            });
            openAndClose(address.getPort(), WARM_UP_CONNECTIONS, live, seeds);
            live.awaitNone();
            Resources before = Resources.now();

            openAndClose(address.getPort(), CONNECTIONS, live, seeds);
            live.awaitNone();
            Resources after = Resources.now();

            System.out.println(backend + ": before " + before + ", after " + after);
            assertThat(after.descriptors()).isEqualTo(before.descriptors());
            assertThat(after.threads()).isEqualTo(before.threads());
            assertThat(after.heapBytes()).isLessThan(before.heapBytes() + MOST_HEAP_GROWTH_BYTES);
        }
    }

    private static void openAndClose(int port, int connections, LiveConnections live, Random seeds) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                // The ports of one address do not suffice for so many connections.
                var server = new InetSocketAddress("127.0.0." + (1 + client), port);
                var random = new Random(seeds.nextLong());
                ends.add(clients.submit(() -> {
                    for (int i = 0; i < connections / CLIENTS; i++) {
                        live.ask(MOST_UNTOLD);
                        openAndClose(server, random);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private static void openAndClose(InetSocketAddress server, Random random) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            new UnrulyPeer(Peer.of(socket), random).act();
        } catch (SocketException abortedAtOnce) {
            // The server was told of it, and saw to its end.
        }
    }

    private static InetSocketAddress listen(Reactor reactor, InetAddress host, Factory factory) {
        TcpListeningPort port =
                reactor.listenTcp(0, factory, ListenOptions.defaults().withBindAddress(host));
        reactor.start();
        return port.address();
    }
}
