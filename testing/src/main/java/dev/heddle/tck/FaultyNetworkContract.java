package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import dev.heddle.net.Factory;
import dev.heddle.testing.MemoryWorld;
import dev.heddle.testing.NetworkConditions;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section W: what befalls connections and datagrams in a network that is not perfect, drawn from a seed. */
public abstract class FaultyNetworkContract {

    private static final int BYTES = 1000;

    private static final NetworkConditions PERFECT = NetworkConditions.perfect();

    private static final Duration LEAST = Duration.ofMillis(10);

    private static final Duration MOST = Duration.ofMillis(90);

    /** For subclasses. */
    protected FaultyNetworkContract() {}

    @Clause("W6")
    @DisplayName("W6: what is sent takes as long as is drawn between the two latencies")
    void latency() {
        Set<Long> latencies = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Talk talk = new Talk(seed, PERFECT.withLatency(LEAST, MOST));
            talk.send(1);
            long latency = talk.arrivedNanos - talk.sentNanos;
            assertThat(latency).isBetween(LEAST.toNanos(), MOST.toNanos());
            latencies.add(latency);
        }
        assertThat(latencies).hasSizeGreaterThan(10);
    }

    @Clause("W6")
    @DisplayName("W6: the bytes of a connection are cut into pieces, and keep their order whatever each piece takes")
    void cutting() {
        Talk talk = new Talk(1, PERFECT.withLatency(LEAST, MOST).withLargestSegment(7));
        talk.send(BYTES);

        assertThat(talk.received).isEqualTo(talk.expected(BYTES));
        assertThat(talk.arrivals).isGreaterThan(2);
    }

    @Clause("W6")
    @DisplayName("W6: bytes that were lost come later, and none is missing")
    void loss() {
        Talk talk = new Talk(1, PERFECT.withLargestSegment(7).withLoss(0.3));
        talk.send(BYTES);

        assertThat(talk.received).isEqualTo(talk.expected(BYTES));
        assertThat(talk.arrivedNanos - talk.sentNanos).isGreaterThanOrEqualTo(NetworkConditions.RESENT_AFTER.toNanos());
    }

    @Clause("W6")
    @DisplayName("W6: a connection that is reset is lost at both ends")
    void resets() {
        Talk talk = new Talk(1, PERFECT.withResets(1));
        talk.send(1);

        assertThat(talk.received).isEmpty();
        assertThat(talk.journal).containsExactlyInAnyOrder("server lost ConnectionLost", "client lost ConnectionLost");
    }

    @Clause("W6")
    @DisplayName("W6: an attempt is refused where somebody listens")
    void refusals() {
        MemoryWorld world = MemoryWorld.stepped(1);
        world.setConditions(PERFECT.withRefusals(1));
        List<String> journal = new ArrayList<>();
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            int port = reactor.listenTcp(0, address -> null).address().getPort();
            reactor.connectTcp("127.0.0.1", port, new NotingFactory(journal));
            reactor.start();
            world.await("the refusal", () -> !journal.isEmpty());
        }
        assertThat(journal).containsExactly("failed Refused");
    }

    @Clause("W6")
    @DisplayName("W6: datagrams are lost, and overtake one another")
    void datagrams() {
        MemoryWorld world = MemoryWorld.stepped(1);
        world.setConditions(PERFECT.withLatency(LEAST, MOST).withLoss(0.3));
        List<Integer> received = new ArrayList<>();
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            InetSocketAddress receiver = reactor.listenUdp(0, new DatagramProtocol() {
                        @Override
                        public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
                            received.add((int) bytes.get());
                        }
                    })
                    .getHost();
            DatagramTransport sender = reactor.listenUdp(0, new DatagramProtocol() {});
            reactor.start();
            reactor.callFromThread(() -> IntStream.range(0, 100)
                    .forEach(number -> sender.write(
                            new byte[] {(byte) number},
                            new InetSocketAddress(SocketHarness.loopback(), receiver.getPort()))));
            world.pass(Duration.ofSeconds(1));
        }
        assertThat(received).doesNotHaveDuplicates().hasSizeBetween(40, 95);
        assertThat(received.stream().sorted().toList()).isNotEqualTo(received);
    }

    @Clause("W6")
    @DisplayName("W6: a UNIX socket knows nothing of it")
    void unixSockets() {
        Talk talk = new Talk(1, PERFECT.withLatency(LEAST, MOST).withResets(1).withRefusals(1), Path.of("/memory/it"));
        talk.send(BYTES);

        assertThat(talk.received).isEqualTo(talk.expected(BYTES));
        assertThat(talk.arrivedNanos).isEqualTo(talk.sentNanos);
    }

    @Clause("W6")
    @DisplayName("W6: the same faults come again with the same seed, and others with others")
    void aSeedReplays() {
        NetworkConditions bad = PERFECT.withLatency(LEAST, MOST)
                .withLargestSegment(100)
                .withLoss(0.1)
                .withResets(0.02);
        Set<List<String>> runs = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            List<String> run = story(seed, bad);
            assertThat(story(seed, bad)).isEqualTo(run);
            runs.add(run);
        }
        assertThat(runs).hasSizeGreaterThan(15);
    }

    private static List<String> story(long seed, NetworkConditions conditions) {
        Talk talk = new Talk(seed, conditions);
        talk.send(BYTES);
        talk.journal.add(talk.received.size() + " bytes in " + talk.arrivals + " pieces at " + talk.arrivedNanos);
        return talk.journal;
    }

    @Clause("W6")
    @DisplayName("W6: conditions that cannot be, and worlds without a seed, are refused")
    void mistakes() {
        assertThatThrownBy(() -> PERFECT.withLatency(MOST, LEAST.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from PT0.09S to PT0.009S");
        assertThatThrownBy(() -> PERFECT.withLatency(MOST.negated(), LEAST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PERFECT.withLargestSegment(0)).hasMessage("largestSegment must be 1 or more, not 0");
        assertThatThrownBy(() -> PERFECT.withLoss(1)).hasMessageContaining("partition");
        assertThatThrownBy(() -> PERFECT.withResets(Double.NaN)).hasMessage("resets must be from 0 to 1, not NaN");
        assertThatThrownBy(() -> PERFECT.withRefusals(-0.1)).hasMessage("refusals must be from 0 to 1, not -0.1");
        assertThatThrownBy(() -> new MemoryWorld().setConditions(PERFECT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MemoryWorld.stepped(seed)");
    }

    /** A client that sends, and a server that receives, under conditions that begin when they are connected. */
    private static final class Talk {

        final List<String> journal = new ArrayList<>();
        final List<Byte> received = new ArrayList<>();
        int arrivals;
        long sentNanos;
        long arrivedNanos;

        private final MemoryWorld world;
        private final Reactor reactor;
        private final NotingProtocol client = new NotingProtocol("client", journal);
        private final NetworkConditions conditions;

        /** Over TCP. */
        Talk(long seed, NetworkConditions conditions) {
            this(seed, conditions, null);
        }

        /** Over a UNIX socket, if there is a path. */
        Talk(long seed, NetworkConditions conditions, @Nullable Path path) {
            this.conditions = conditions;
            world = MemoryWorld.stepped(seed);
            reactor = world.newReactor(ReactorOptions.defaults());
            Factory servers = Factory.of(Receiving::new);
            ClientFactory clients = ClientFactory.of(() -> client);
            if (path == null) {
                int port = reactor.listenTcp(0, servers).address().getPort();
                reactor.connectTcp("127.0.0.1", port, clients);
            } else {
                reactor.listenUnix(path, servers);
                reactor.connectUnix(path, clients);
            }
            reactor.start();
            world.settle();
        }

        /** Has the client send so many bytes, waits long enough for whatever becomes of them, and ends. */
        void send(int bytes) {
            world.setConditions(conditions);
            reactor.callFromThread(() -> {
                sentNanos = world.nanoTime();
                byte[] all = new byte[bytes];
                for (int index = 0; index < bytes; index++) {
                    all[index] = (byte) index;
                }
                client.transport().write(all);
            });
            world.pass(Duration.ofHours(1));
            List<String> before = List.copyOf(journal);
            reactor.close();
            journal.retainAll(before);
        }

        List<Byte> expected(int bytes) {
            return IntStream.range(0, bytes).mapToObj(index -> (byte) index).toList();
        }

        private final class Receiving extends NotingProtocol {

            Receiving() {
                super("server", journal);
            }

            @Override
            public void dataReceived(ByteBuffer bytes) {
                arrivals++;
                arrivedNanos = world.nanoTime();
                while (bytes.hasRemaining()) {
                    received.add(bytes.get());
                }
            }
        }
    }
}
