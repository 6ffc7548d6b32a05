package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.testing.MemoryHost;
import dev.heddle.testing.MemoryWorld;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section W: machines of their own in one world, and partitions of them. */
public abstract class PartitionContract {

    private static final int PORT = 80;

    private static final Duration LONG = Duration.ofSeconds(5);

    private final MemoryWorld world = MemoryWorld.stepped(7);
    private final MemoryHost east = world.host("east");
    private final MemoryHost west = world.host("west");
    private final Reactor eastern = east.newReactor(ReactorOptions.defaults());
    private final Reactor western = west.newReactor(ReactorOptions.defaults());
    private final List<String> journal = new ArrayList<>();
    private final Speaking client = new Speaking("client");

    /** For subclasses. */
    protected PartitionContract() {}

    @BeforeEach
    final void start() {
        eastern.start();
        western.start();
    }

    @AfterEach
    final void close() {
        eastern.close();
        western.close();
    }

    @Clause("W7")
    @DisplayName("W7: each machine has an address that its name resolves to, and ports of its own")
    void machines() {
        listen(eastern, "east");
        listen(western, "west");
        in(western, () -> western.connectTcp("east", PORT, new SpeakingFactory()));
        world.await("both", () -> journal.size() == 2);

        assertThat(journal)
                .containsExactlyInAnyOrder("east made by " + west.address(), "client made by " + east.address());
        assertThat(world.host("EAST")).isSameAs(east);
        assertThat(east.address()).isNotEqualTo(west.address());
    }

    @Clause("W7")
    @DisplayName("W7: a port on a loopback address is reached from its own machine only")
    void loopback() {
        ListenOptions inside = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        in(eastern, () -> eastern.listenTcp(PORT, Factory.of(() -> new Speaking("east")), inside));
        in(western, () -> western.connectTcp("east", PORT, new SpeakingFactory()));
        in(western, () -> western.connectTcp("127.0.0.1", PORT, new SpeakingFactory()));
        world.await("both", () -> journal.size() == 2);
        assertThat(journal).containsOnly("failed Refused");

        in(eastern, () -> eastern.connectTcp("127.0.0.1", PORT, new SpeakingFactory()));
        world.await("the connection", () -> journal.size() == 4);
        assertThat(journal).contains("east made by /127.0.0.1");
    }

    @Clause("W7")
    @DisplayName("W7: bytes, and the end, wait for a partition to heal")
    void bytesWait() {
        connect();
        world.partition(east, west);
        in(western, () -> {
            client.write("hello");
            client.transport().loseWriteConnection();
        });
        world.pass(LONG);
        assertThat(journal).isEmpty();

        world.heal(west, east);
        world.await("the end", () -> journal.contains("east ended"));
        assertThat(journal).containsExactly("east got hello", "east ended");
    }

    @Clause("W7")
    @DisplayName("W7: a partition is of two machines, and lets all others through")
    void othersGoOn() {
        Reactor own = world.newReactor(ReactorOptions.defaults());
        own.start();
        world.partition(east, west);
        listen(eastern, "east");
        in(own, () -> own.connectTcp("east", PORT, new SpeakingFactory()));
        world.await("both", () -> journal.size() == 2);
        own.close();

        assertThat(journal).contains("client made by " + east.address());
    }

    @Clause("W7")
    @DisplayName("W7: an attempt waits for a partition to heal")
    void attemptsWait() {
        listen(eastern, "east");
        world.partition(east, west);
        in(western, () -> western.connectTcp("east", PORT, new SpeakingFactory()));
        world.pass(LONG);
        assertThat(journal).isEmpty();

        world.heal(east, west);
        world.await("both", () -> journal.size() == 2);
        assertThat(journal).contains("east made by " + west.address());
    }

    @Clause("W7")
    @DisplayName("W7: an attempt that timed out meanwhile never arrives")
    void attemptsTimeOut() {
        listen(eastern, "east");
        world.partition(east, west);
        ConnectOptions impatient = ConnectOptions.defaults().withTimeout(Duration.ofSeconds(1));
        in(western, () -> western.connectTcp("east", PORT, new SpeakingFactory(), impatient));
        world.await("the timeout", () -> !journal.isEmpty());
        world.heal(east, west);
        world.pass(LONG);

        assertThat(journal).containsExactly("failed TimedOut");
    }

    @Clause("W7")
    @DisplayName("W7: datagrams of a partition are lost")
    void datagramsAreLost() {
        in(
                eastern,
                () -> eastern.listenUdp(PORT, new DatagramProtocol() {
                    @Override
                    public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
                        journal.add(StandardCharsets.UTF_8.decode(bytes) + " of " + sender.getAddress());
                    }
                }));
        DatagramTransport[] sender = new DatagramTransport[1];
        in(western, () -> sender[0] = western.listenUdp(0, new DatagramProtocol() {}));
        InetSocketAddress receiver = new InetSocketAddress(east.address(), PORT);
        world.partition(east, west);
        in(western, () -> sender[0].write("lost".getBytes(StandardCharsets.UTF_8), receiver));
        world.heal(east, west);
        in(western, () -> sender[0].write("found".getBytes(StandardCharsets.UTF_8), receiver));

        assertThat(journal).containsExactly("found of " + west.address());
    }

    @Clause("W7")
    @DisplayName("W7: a partition needs two machines, and a world with a seed")
    void mistakes() {
        assertThatThrownBy(() -> world.partition(east, east))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("east/203.0.113.1");
        MemoryWorld threads = new MemoryWorld();
        assertThatThrownBy(() -> threads.partition(threads.host("a"), threads.host("b")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> world.host("no name")).isInstanceOf(IllegalArgumentException.class);
    }

    private void connect() {
        listen(eastern, "east");
        in(western, () -> western.connectTcp("east", PORT, new SpeakingFactory()));
        world.await("both", () -> journal.size() == 2);
        journal.clear();
    }

    private void listen(Reactor reactor, String name) {
        in(reactor, () -> reactor.listenTcp(PORT, Factory.of(() -> new Speaking(name))));
    }

    private void in(Reactor reactor, Runnable action) {
        reactor.callFromThread(action);
        world.settle();
    }

    /** Makes the client. */
    private final class SpeakingFactory extends NotingFactory {

        SpeakingFactory() {
            super(journal);
        }

        @Override
        public Protocol buildProtocol(SocketAddress address) {
            return client;
        }

        @Override
        public void clientConnectionMade(Connector connector, Protocol protocol) {}
    }

    /** Notes who its peer is and what comes. */
    private final class Speaking extends Protocol implements HalfCloseable {

        private final String name;

        Speaking(String name) {
            this.name = name;
        }

        @Override
        public void connectionMade() {
            journal.add(name + " made by " + ((InetSocketAddress) transport().getPeer()).getAddress());
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            journal.add(name + " got " + StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void readConnectionLost() {
            journal.add(name + " ended");
        }

        @Override
        public void writeConnectionLost() {}

        void write(String text) {
            transport().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
