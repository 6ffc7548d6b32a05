package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section S of the contract: how streams are closed and aborted. */
public abstract class ClosingContract extends StoppedClockContract {

    /** For subclasses. */
    protected ClosingContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    // S4: closing.

    @Clause("S4")
    @DisplayName("S4: what was written before loseConnection is delivered, also to a peer that goes on sending")
    void closingDeliversWhatWasWritten() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        byte[] answer = Texts.random(1 << 20).getBytes(StandardCharsets.UTF_8);
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> {
            protocol.transport().write(answer);
            protocol.transport().loseConnection();
        });
        Peer peer = peerOf(server);

        peer.send("question");
        journal.await("server data question");
        for (int i = 0; i < 100; i++) {
            peer.send("more, which nobody asked for");
        }

        assertThat(peer.receiveToEnd()).isEqualTo(answer);
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("S4")
    @DisplayName("S4: after loseConnection nothing is received, what is written is dropped, and the loss comes later")
    void closingIsNotTheLoss() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.write("before");
            server.transport().loseConnection();
            server.write("after");
            journal.add("still in the turn");
        });
        peer.send("too late");
        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("before");
        doInTurn(() -> assertThat(server.reason()).isNull());
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        settle();
        assertThat(journal.lines()).containsExactly("server made", "still in the turn", "server lost", "settled");
    }

    @Clause("S4")
    @DisplayName("S4: a paused connection closes, too")
    void closingWhilePaused() throws Exception {
        RecordingProtocol server =
                recording("server").whenMade(made -> made.transport().pauseReading());
        Peer peer = peerOf(server);
        peer.send("never seen");
        journal.await("server made");

        doInTurn(() -> {
            server.write("bye");
            server.transport().loseConnection();
        });
        assertThat(peer.receive(3)).isEqualTo("bye");
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "server lost");
    }

    @Clause("S4")
    @DisplayName(
            "S4: a closing connection reads on, paused or not, so that a peer may send all it likes before it reads")
    void closingReadsOn() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        RecordingProtocol open = recording("open");
        RecordingProtocol paused =
                recording("paused").whenMade(made -> made.transport().pauseReading());
        long begin = reactor.nanoTime();

        for (RecordingProtocol server : List.of(open, paused)) {
            Peer peer = peerOf(server);
            journal.await((server == open ? "open" : "paused") + " made");
            doInTurn(() -> {
                server.write("bye");
                server.transport().loseConnection();
            });
            peer.send(new byte[MORE_THAN_BUFFERS_HOLD]);
            assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");
            peer.close();
            assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        }

        assertThat(reactor.nanoTime() - begin).as("the limit was not needed").isLessThan(NEVER.toNanos());
        assertThat(journal.lines()).containsExactly("open made", "open lost", "paused made", "paused lost");
    }

    @Clause("S4")
    @DisplayName("S4: a reset of a connection that still has something to send is told as a loss")
    void aResetWhileFlushingIsALoss() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            server.transport().loseConnection();
        });
        peer.reset();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    @Clause("S4")
    @DisplayName("S4: a peer that never ends its stream is waited for up to the linger limit")
    void closingHasALimit() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(Duration.ofMillis(50)));
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.write("bye");
            made.transport().loseConnection();
        });
        Peer peer = peerOf(server);

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");
    }

    @Clause("S4")
    @DisplayName("S4: what was written when the peer ended its stream is still delivered")
    void thePeersEndDoesNotDropWhatIsWritten() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        String answer = Texts.random(1 << 20);
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> protocol.write(answer));
        Peer peer = peerOf(server);

        peer.send("question");
        peer.shutdownOutput();

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo(answer);
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause({"S4", "S6"})
    @DisplayName("S4: when the loss is told the socket is released: its port can be bound")
    void theLossComesAfterTheRelease() throws Exception {
        RecordingProtocol client = recording("client");
        client.whenLost(reason -> {
            reactor.listenTcp(
                    ((InetSocketAddress) client.transport().getHost()).getPort(),
                    Factory.of(() -> recording("nobody")));
            journal.add("bound");
        });
        try (PeerListener listener = harness.listenPeer()) {
            connectFromAPortOfItsOwn(listener.address(), client);
            Peer peer = listener.accept();
            peer.send("hello");
            journal.await("client data hello");

            doInTurn(() -> client.transport().abortConnection());

            journal.await("bound");
        }
    }

    /** A port that is not asked for may be one that other programs' connections have, too, and is not free after the loss. */
    private void connectFromAPortOfItsOwn(InetSocketAddress address, Protocol protocol) throws Exception {
        ConnectOptions options =
                ConnectOptions.defaults().withBindAddress(new InetSocketAddress(SocketHarness.loopback(), 0));
        doInTurn(() -> reactor.connectTcp(
                address.getAddress().getHostAddress(), address.getPort(), ClientFactory.of(() -> protocol), options));
    }

    // S5: closing with a limit.

    @Clause("S5")
    @DisplayName("S5: loseConnection with a limit aborts if the peer does not take everything in time")
    void closingInTime() throws Exception {
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            made.transport().loseConnection(SOON);
        });
        Peer peer = peerOf(server);

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertLostOnce();
    }

    @Clause({"S5", "P4"})
    @DisplayName("S5: the limit holds for a producer that does not unregister, too")
    void closingInTimeWithAProducer() throws Exception {
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.transport().registerProducer(new RecordingProducer.Push(journal, "push"));
            made.transport().loseConnection(Duration.ZERO);
        });
        peerOf(server);

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(journal.lines()).containsExactly("server made", "push stop", "server lost");
    }

    @Clause("S5")
    @DisplayName("S5: a flush that is done within the limit ends in order, whatever the limit of the wait that follows")
    void closingWithinTheLimit() throws Exception {
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.write("bye");
            made.transport().loseConnection(Duration.ofSeconds(10));
        });
        Peer peer = peerOf(server);

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("S5")
    @DisplayName("S5: a later limit replaces an earlier one, be it shorter or longer")
    void closingLimitCanBeReplaced() throws Exception {
        RecordingProtocol hasty = closingWithin("hasty", NEVER, SOON);
        RecordingProtocol patient = closingWithin("patient", SOON, NEVER);
        peerOf(hasty);
        Peer peer = peerOf(patient);
        journal.await("hasty made");
        journal.await("patient made");

        doInTurn(() -> reactor.callLater(SOON.multipliedBy(2), () -> journal.add("later")));
        journal.await("later");

        assertThat(hasty.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(patient.reason()).isNull();
        assertThat(peer.receiveToEnd()).hasSize(MORE_THAN_BUFFERS_HOLD);
    }

    private RecordingProtocol closingWithin(String name, Duration first, Duration second) {
        return recording(name).whenMade(made -> {
            made.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            made.transport().loseConnection(first);
            made.transport().loseConnection(second);
        });
    }

    @Clause("S5")
    @DisplayName("S5: the limit is over with the flush: the wait for the peer's end may take longer")
    void closingLimitEndsWithTheFlush() throws Exception {
        stopClock(ReactorOptions.defaults().withLingerLimit(NEVER));
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.write("bye");
            made.transport().loseConnection(SOON);
        });
        Peer peer = peerOf(server);
        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");

        pass(SOON.multipliedBy(2));

        doInTurn(() -> assertThat(server.reason()).isNull());
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("S5")
    @DisplayName("S5: a negative limit is refused, and changes nothing")
    void closingLimitIsChecked() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            assertThatThrownBy(() -> server.transport().loseConnection(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT-0.001S");
            server.write("still open");
        });

        assertThat(peer.receive(10)).isEqualTo("still open");
    }

    // S6: aborting.

    @Clause({"S6", "S8"})
    @DisplayName("S6: an abort resets, in a later turn, once, also when called twice")
    void abortResets() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.transport().abortConnection();
            server.transport().abortConnection();
            server.write("dropped");
            assertThat(server.reason()).isNull();
        });

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertLostOnce();
    }

    @Clause("S6")
    @DisplayName("S6: an abort after loseConnection drops what was still to be sent")
    void abortAfterClosing() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            server.transport().loseConnection();
        });
        doInTurn(() -> server.transport().abortConnection());

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
    }

    @Clause("S6")
    @DisplayName("S6: the other end of an aborted connection is told ConnectionLost")
    void abortIsALossForTheOtherEnd() throws Exception {
        RecordingProtocol server = recording("server");
        RecordingProtocol client = recording("client").whenMade(made -> made.write("hello"));
        server.whenReceived((protocol, text) -> protocol.transport().abortConnection());
        TcpListeningPort port = listen(() -> server);

        connect(port.address(), ClientFactory.of(() -> client));

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(client.awaitLost()).isInstanceOf(ConnectionLost.class);
    }
}
