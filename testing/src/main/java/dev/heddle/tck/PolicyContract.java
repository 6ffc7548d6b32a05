package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.Factory;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.ConnectionLimits;
import dev.heddle.protocols.Policies;
import dev.heddle.protocols.Watchdog;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Clauses V2 to V4 and V6: timeouts, limits of connections, logs of traffic. */
public abstract class PolicyContract extends StoppedClockContract {

    /** For subclasses. */
    protected PolicyContract() {}

    // V2: timeouts.

    @Clause("V2")
    @DisplayName("V2: an idle connection is closed when the limit has passed since the last byte, received or written")
    void idleTimeout() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = harness.connectPeer(listen(Policies.idleTimeout(Factory.of(() -> server), reactor, HOUR))
                .address());
        journal.await("server made");

        pass(HOUR.minus(ONE));
        peer.send("a");
        journal.await("server data a");
        pass(HOUR.minus(ONE));
        doInTurn(() -> server.write("b"));
        pass(HOUR.minus(ONE));
        assertThat(inTurn(() -> server.transport().isDisconnecting())).isFalse();
        pass(ONE);

        assertThat(inTurn(() -> server.transport().isDisconnecting())).isTrue();
        assertThat(new String(peer.receiveToEnd(), UTF_8)).isEqualTo("b");
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("V2")
    @DisplayName("V2: a peer that does not take the last bytes within as much time again is aborted")
    void idleTimeoutOfADeafPeer() throws Exception {
        stopClock();
        RecordingProtocol server =
                recording("server").whenMade(self -> self.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));
        Peer peer = harness.connectPeer(listen(Policies.idleTimeout(Factory.of(() -> server), reactor, HOUR))
                .address());
        journal.await("server made");
        settle();

        pass(HOUR);
        assertThat(journal.lines()).doesNotContain("server lost");
        pass(HOUR);

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        peer.close();
    }

    @Clause("V2")
    @DisplayName("V2: a total timeout closes a connection at its age, however busy it is")
    void totalTimeout() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = harness.connectPeer(listen(Policies.totalTimeout(Factory.of(() -> server), reactor, HOUR))
                .address());
        journal.await("server made");

        pass(HOUR.minus(ONE));
        peer.send("a");
        journal.await("server data a");
        assertThat(inTurn(() -> server.transport().isDisconnecting())).isFalse();
        pass(ONE);

        assertThat(inTurn(() -> server.transport().isDisconnecting())).isTrue();
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("V2")
    @DisplayName("V2: timeouts of a connection that ended before are forgotten, and a limit that is none is refused")
    void timeoutsEndWithTheirConnection() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = harness.connectPeer(listen(Policies.idleTimeout(Factory.of(() -> server), reactor, HOUR))
                .address());
        journal.await("server made");
        peer.close();
        server.awaitLost();

        pass(HOUR);
        assertThat(journal.lines()).containsOnlyOnce("server lost");
        assertThatThrownBy(() -> Policies.idleTimeout(Factory.of(() -> server), reactor, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    // V3: watchdogs.

    @Clause("V3")
    @DisplayName("V3: a watchdog calls once when the limit has passed since the start and the last reset")
    void watchdog() throws Exception {
        stopClock();
        Watchdog dog = new Watchdog(reactor, HOUR, () -> journal.add("expired"));

        doInTurn(dog::start);
        pass(HOUR.minus(ONE));
        doInTurn(dog::reset);
        pass(HOUR.minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);
        assertThat(called()).containsExactly("expired");
        doInTurn(dog::reset);
        pass(HOUR.multipliedBy(2));
        assertThat(called()).containsExactly("expired");

        doInTurn(dog::start);
        pass(HOUR);
        assertThat(called()).containsExactly("expired", "expired");
    }

    @Clause("V3")
    @DisplayName("V3: a watchdog that was stopped does not call, and a new limit holds for what is watched now")
    void watchdogThatChanges() throws Exception {
        stopClock();
        Watchdog dog = new Watchdog(reactor, HOUR, () -> journal.add("expired"));

        doInTurn(() -> {
            dog.start();
            dog.stop();
        });
        pass(HOUR.multipliedBy(2));
        assertThat(called()).isEmpty();

        doInTurn(dog::start);
        pass(Duration.ofMinutes(10));
        assertThat(inTurn(() -> dog.setLimit(Duration.ofMinutes(30)))).isEqualTo(HOUR);
        pass(Duration.ofMinutes(20).minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);
        assertThat(called()).containsExactly("expired");
        assertThat(inTurn(dog::isWatching)).isFalse();
    }

    // V4: limits of connections.

    /** A factory of protocols {@code NAME1}, {@code NAME2}, and so on. */
    private Factory numbered(String name) {
        AtomicInteger count = new AtomicInteger();
        return Factory.of(() -> recording(name + count.incrementAndGet()));
    }

    @Clause("V4")
    @DisplayName("V4: a connection over the limit in all is closed at once, and there is room again when one has ended")
    void limitInAll() throws Exception {
        start();
        ConnectionLimits limits = ConnectionLimits.none().withTotal(2);
        TcpListeningPort port = listen(Policies.limitConnections(numbered("server"), limits));
        Peer first = harness.connectPeer(port.address());
        journal.await("server1 made");
        Peer second = harness.connectPeer(port.address());
        journal.await("server2 made");

        assertThat(endOf(harness.connectPeer(port.address()))).isEmpty();
        first.close();
        journal.await("server1 lost");
        harness.connectPeer(port.address());

        journal.await("server3 made");
        second.close();
    }

    /** What comes until the end, in whichever way that comes. */
    private static byte[] endOf(Peer peer) {
        try {
            return peer.receiveToEnd();
        } catch (UncheckedIOException reset) {
            return new byte[0];
        }
    }

    @Clause("V4")
    @DisplayName(
            "V4: a connection over the limit by peer is given to the overflow factory, which is held to the limit, too")
    void limitByPeer() throws Exception {
        start();
        ConnectionLimits limits = ConnectionLimits.none().withByPeer(1).withOverflow(numbered("over"));
        TcpListeningPort port = listen(Policies.limitConnections(numbered("server"), limits));
        List<Peer> peers = new ArrayList<>();

        peers.add(harness.connectPeer(port.address()));
        journal.await("server1 made");
        peers.add(harness.connectPeer(port.address()));
        journal.await("over1 made");
        assertThat(endOf(harness.connectPeer(port.address()))).isEmpty();
        peers.getLast().close();
        journal.await("over1 lost");
        peers.add(harness.connectPeer(port.address()));
        journal.await("over2 made");
        peers.getFirst().close();
        journal.await("server1 lost");
        peers.add(harness.connectPeer(port.address()));

        assertThat(journal.await("server2 made"))
                .containsExactly(
                        "server1 made", "over1 made", "over1 lost", "over2 made", "server1 lost", "server2 made");
        peers.forEach(Peer::close);
    }

    // V6: logs of traffic.

    @Clause("V6")
    @DisplayName("V6: a log of traffic has a connection's beginning, its bytes both ways, and its end")
    void trafficIsLogged() throws Exception {
        start();
        List<String> log = new CopyOnWriteArrayList<>();
        RecordingProtocol server = recording("server").whenReceived((self, text) -> self.write("\0\u007fanswer"));
        Peer peer = harness.connectPeer(listen(Policies.logTraffic(Factory.of(() -> server), 4, log::add))
                .address());
        journal.await("server made");
        peer.send("abcdefgh");
        assertThat(peer.receive(8)).isEqualTo("\0\u007fanswer");
        peer.close();
        server.awaitLost();

        assertThat(log).hasSize(4);
        assertThat(log.getFirst())
                .startsWith(server.transport().getHost() + " <-> ")
                .endsWith(": connection made");
        assertThat(log.get(1))
                .contains("received 8 bytes")
                .contains("61 62 63 64 ")
                .contains("  abcd\n  ... and 4 more");
        assertThat(log.get(2))
                .contains("wrote 8 bytes")
                .contains("00 7f 61 6e ")
                .contains("  ..an\n");
        assertThat(log.get(3)).endsWith("connection lost: ConnectionDone[]");
    }
}
