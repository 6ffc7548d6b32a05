package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorGroup;
import dev.heddle.ReactorOptions;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section G of the contract: how a group of reactors spreads connections. */
public abstract class GroupContract extends ReactorContract {

    private static final int SIZE = 3;
    private static final int ROUNDS = 4;
    private static final ListenOptions LOOPBACK = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());

    private ReactorGroup group;

    /** For subclasses. */
    protected GroupContract() {}

    @BeforeEach
    final void makeGroup() {
        group = ReactorGroup.of(IntStream.range(0, SIZE)
                .mapToObj(index -> harness.newReactor(ReactorOptions.defaults()))
                .toList());
    }

    /** Which reactor's baton the calling thread holds, as text: one number, unless something is wrong. */
    private String holders() {
        return IntStream.range(0, SIZE)
                .filter(index -> group.reactors().get(index).isHeldByCurrentThread())
                .boxed()
                .toList()
                .toString();
    }

    private Reactor member(int index) {
        return group.reactors().get(index);
    }

    /** Notes on whose baton each callback comes, and sends back what it receives. */
    private final class Noting extends Protocol {

        private final List<String> seen = new ArrayList<>();

        @Override
        public void connectionMade() {
            note("made");
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            note("data");
            transport().write(bytes);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            note("lost");
            journal.add("all of one " + seen.stream().distinct().toList());
        }

        void note(String event) {
            seen.add(holders());
            journal.add(event + " " + holders());
        }
    }

    private Noting noting() {
        Noting protocol = new Noting();
        protocol.note("built");
        return protocol;
    }

    private List<Peer> connectPeers(InetSocketAddress address, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> harness.connectPeer(address))
                .toList();
    }

    private void assertEachHas(String event) {
        harness.await(event + " of all in " + journal, () -> countThatBegin(event + " [") == (long) ROUNDS * SIZE);
        for (int index = 0; index < SIZE; index++) {
            assertThat(journal.count(event + " [" + index + "]"))
                    .as(journal.toString())
                    .isEqualTo(ROUNDS);
        }
    }

    private long countThatBegin(String prefix) {
        return journal.lines().stream().filter(line -> line.startsWith(prefix)).count();
    }

    @Clause("G1")
    @DisplayName("G1: the connections of a port go to the reactors in turns")
    void spreadsAccepted() {
        TcpListeningPort port = group.listenTcp(0, Factory.of(this::noting), LOOPBACK);
        group.start();
        connectPeers(port.address(), ROUNDS * SIZE);
        assertEachHas("made");
    }

    @Clause("G1")
    @DisplayName("G1: outgoing connections go to the reactors in turns, and their Deferreds give connectors")
    void spreadsOutgoing() {
        PeerListener listener = harness.listenPeer();
        group.start();
        for (int round = 0; round < ROUNDS * SIZE; round++) {
            group.connectTcp(
                            listener.address().getAddress().getHostAddress(),
                            listener.address().getPort(),
                            peer -> noting())
                    .addCallback(connector -> {
                        journal.add("begun");
                        return connector;
                    });
        }
        harness.await("all connectors", () -> journal.count("begun") == ROUNDS * SIZE);
        assertEachHas("made");
    }

    @Clause("G1")
    @DisplayName("G1: next gives the reactors in turns")
    void nextInTurns() {
        assertThat(IntStream.range(0, 2 * SIZE).mapToObj(index -> group.next()))
                .containsExactly(member(0), member(1), member(2), member(0), member(1), member(2));
        assertThat(group).containsExactlyElementsOf(group.reactors());
    }

    @Clause("G2")
    @DisplayName(
            "G2: from buildProtocol to connectionLost, a connection's callbacks come with the baton of one reactor")
    void staysOnItsReactor() {
        TcpListeningPort port = group.listenTcp(0, Factory.of(this::noting), LOOPBACK);
        group.start();
        List<Peer> peers = connectPeers(port.address(), ROUNDS * SIZE);
        for (int message = 0; message < 3; message++) {
            peers.forEach(peer -> peer.send("x"));
            peers.forEach(peer -> assertThat(peer.receive(1)).isEqualTo("x"));
        }
        peers.forEach(Peer::close);
        for (int index = 0; index < SIZE; index++) {
            String line = "all of one [[" + index + "]]";
            harness.await(line + " of each in " + journal, () -> journal.count(line) == ROUNDS);
        }
    }

    @Clause("G3")
    @DisplayName("G3: a port belongs to the reactor whose baton its caller holds")
    void portOfTheHolder() throws Exception {
        group.start();
        TcpListeningPort port = inTurnOf(member(1), () -> group.listenTcp(0, Factory.of(this::noting), LOOPBACK));
        assertThatThrownBy(() -> inTurnOf(member(0), port::stopListening)).isInstanceOf(WrongThreadException.class);
        inTurnOf(member(1), port::stopListening);
    }

    @Clause("G3")
    @DisplayName(
            "G3: a port belongs to the first reactor if its caller holds none's baton, which a running group demands")
    void portOfTheFirst() throws Exception {
        TcpListeningPort port = group.listenTcp(0, Factory.of(this::noting), LOOPBACK);
        group.start();
        assertThatThrownBy(() -> inTurnOf(member(1), port::stopListening)).isInstanceOf(WrongThreadException.class);
        inTurnOf(member(0), port::stopListening);
        assertThatThrownBy(() -> group.listenTcp(0, Factory.of(this::noting), LOOPBACK))
                .isInstanceOf(WrongThreadException.class);
    }

    @Clause("G3")
    @DisplayName("G3: a port ends after the connections that are on the way to their reactors")
    void portWaitsForThoseOnTheWay() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> {
            if (member(1).isHeldByCurrentThread()) {
                journal.add("building");
                awaitLatch(mayGoOn);
                journal.add("builds");
            }
            return new RecordingProtocol(journal, "server");
        });
        TcpListeningPort port = group.listenTcp(0, factory, LOOPBACK);
        group.start();
        connectPeers(port.address(), 2);
        journal.await("building");
        inTurnOf(member(0), port::stopListening).addCallback(done -> {
            journal.add("port stopped");
            return true;
        });
        try {
            awaitClosed(port);
            inTurnOf(member(0), () -> journal.count("port stopped"));
            assertThat(journal.lines()).doesNotContain("factory stopped", "port stopped");
        } finally {
            mayGoOn.countDown();
        }
        journal.await("port stopped");
        assertThat(journal.lines()).containsSubsequence("builds", "factory stopped", "port stopped");
    }

    /** Waits until the port's address is free, which it is once the backend has closed it. */
    private void awaitClosed(TcpListeningPort port) {
        while (true) {
            try {
                harness.connectPeer(port.address()).close();
            } catch (UncheckedIOException refused) {
                return;
            }
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Clause("G3")
    @DisplayName("G3: connections on the way to a reactor when the group stops are closed")
    void stopsWithConnectionsOnTheWay() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        RecordingFactory factory =
                new RecordingFactory(journal, "factory", () -> new RecordingProtocol(journal, "server"));
        TcpListeningPort port = group.listenTcp(0, factory, LOOPBACK);
        group.start();
        member(1).callFromThread(() -> {
            journal.add("busy");
            awaitLatch(mayGoOn);
        });
        journal.await("busy");
        List<Peer> peers = connectPeers(port.address(), ROUNDS * SIZE);
        harness.await("those of the others", () -> journal.count("server made") == ROUNDS * (SIZE - 1));
        group.stop();
        try {
            harness.await("the others' end", () -> journal.count("server lost") == ROUNDS * (SIZE - 1));
        } finally {
            mayGoOn.countDown();
        }
        peers.forEach(GroupContract::assertEnded);
        group.close();
        assertThat(journal.lines()).endsWith("factory stopped").containsOnlyOnce("factory stopped");
        assertThat(journal.count("server lost")).isEqualTo(journal.count("server made"));
    }

    private static void assertEnded(Peer peer) {
        try {
            assertThat(peer.receiveToEnd()).isEmpty();
        } catch (UncheckedIOException reset) {
            // Which is an end, too.
        }
    }
}
