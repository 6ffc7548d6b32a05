package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.TcpListeningPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section S of the contract: streams, from the first byte to the loss. */
public abstract class StreamContract extends ReactorContract {

    /** For subclasses. */
    protected StreamContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    // S1: the order of calls, whatever ends the connection.

    @Clause({"S1", "S8"})
    @DisplayName("S1: made, data, lost when the peer ends its stream")
    void lifeEndsWithThePeersEnd() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);

        peer.send("abc");
        journal.await("server data abc");
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "server data abc", "server lost");
    }

    @Clause({"S1", "S8"})
    @DisplayName("S1: lost once when the peer resets, and the cause is told")
    void lifeEndsWithAReset() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        peer.reset();

        assertThat(server.awaitLost())
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.cause()).isInstanceOf(IOException.class));
        assertLostOnce();
    }

    @Clause({"S1", "S4"})
    @DisplayName("S1: lost once when the peer resets a connection that we are closing")
    void lifeEndsOnceThoughTwoEndIt() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> server.transport().loseConnection());
        assertThat(peer.receiveToEnd()).isEmpty();
        peer.reset();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    @Clause({"S1", "S8"})
    @DisplayName("S1: lost when the reactor stops, also while paused")
    void lifeEndsWithTheReactor() throws Exception {
        RecordingProtocol open = recording("open");
        RecordingProtocol paused =
                recording("paused").whenMade(made -> made.transport().pauseReading());
        peerOf(open);
        Peer pausedPeer = peerOf(paused);
        journal.await("open made");
        journal.await("paused made");
        pausedPeer.send("never seen");

        reactor.close();

        assertThat(open.reason()).isInstanceOf(ConnectionLost.class);
        assertThat(paused.reason()).isInstanceOf(ConnectionLost.class);
        assertThat(journal.lines()).containsOnlyOnce("open lost").containsOnlyOnce("paused lost");
    }

    // S2: bytes come in.

    @Clause("S2")
    @DisplayName("S2: bytes arrive as sent, however they are cut")
    void bytesArriveAsSent() throws Exception {
        StringBuilder received = new StringBuilder();
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> received.append(text));
        Peer peer = peerOf(server);
        String sent = Texts.random(100_000);

        Texts.inRandomPieces(sent).forEach(peer::send);
        peer.close();

        server.awaitLost();
        assertThat(received.toString()).isEqualTo(sent);
    }

    @Clause("S2")
    @DisplayName("S2: one byte at a time is as good as all at once")
    void bytesArriveOneByOne() throws Exception {
        Peer peer = peerOf(recording("server"));
        journal.await("server made");
        List<String> expected = new ArrayList<>(List.of("server made"));

        for (String letter : "one at a time".split("")) {
            peer.send(letter);
            expected.add("server data " + letter);
            journal.await(expected.size());
        }

        assertThat(journal.lines()).isEqualTo(expected);
    }

    // S3: bytes go out.

    @Clause("S3")
    @DisplayName("S3: write returns with a peer that does not read, and the bytes come when it does")
    void writeDoesNotBlock() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        byte[] much = moreThanBuffersHold();

        doInTurn(() -> {
            server.transport().write(much);
            server.transport().loseConnection();
        });

        assertThat(peer.receiveToEnd()).isEqualTo(much);
    }

    @Clause("S3")
    @DisplayName("S3: what a timed call writes while the loop waits for it alone comes, too")
    void writeFromATimedCall() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        byte[] much = moreThanBuffersHold();

        doInTurn(() ->
                reactor.callLater(Duration.ofMillis(1), () -> server.transport().write(much)));

        assertThat(peer.receiveBytes(much.length)).isEqualTo(much);
    }

    private static byte[] moreThanBuffersHold() {
        byte[] much = new byte[MORE_THAN_BUFFERS_HOLD];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i ^ i >> 8 ^ i >> 16);
        }
        return much;
    }

    @Clause("S3")
    @DisplayName("S3: write takes the bytes before it returns")
    void writeTakesTheBytes() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        ByteBuffer buffer = ByteBuffer.wrap("-mine-".getBytes(StandardCharsets.UTF_8), 1, 4);

        doInTurn(() -> {
            server.transport().write(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            buffer.put(1, (byte) 'X');
        });

        assertThat(peer.receive(4)).isEqualTo("mine");
    }

    @Clause("S3")
    @DisplayName("S3: bytes arrive in the order written, from many turns")
    void writesKeepTheirOrder() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        String sent = Texts.random(50_000);

        for (String piece : Texts.inRandomPieces(sent)) {
            reactor.callFromThread(() -> server.write(piece));
        }

        assertThat(peer.receive(sent.length())).isEqualTo(sent);
    }

    @Clause("S3")
    @DisplayName("S3: the writes of one turn are sent together")
    void writesOfOneTurnGoTogether() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        for (int round = 0; round < 100; round++) {
            doInTurn(() -> {
                server.write("a");
                server.write("b");
                server.write("c");
            });

            assertThat(peer.receiveSome(16)).asString(StandardCharsets.UTF_8).isEqualTo("abc");
        }
    }

    // S7: protocols that throw.

    @Clause({"S7", "S8"})
    @DisplayName("S7: an exception in dataReceived resets that connection, and no other")
    void exceptionAborts() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the protocol's");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingProtocol bad = recording("bad").whenReceived((protocol, text) -> {
                throw mistake;
            });
            RecordingProtocol good = recording("good").whenReceived(RecordingProtocol::write);
            Peer badPeer = peerOf(bad);
            Peer goodPeer = peerOf(good);

            badPeer.send("x");

            assertThat(bad.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThatThrownBy(badPeer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
            goodPeer.send("still there");
            assertThat(goodPeer.receive(11)).isEqualTo("still there");
            assertThat(log.thrown()).contains(mistake);
        }
    }

    @Clause("S7")
    @DisplayName("S7: an exception in connectionLost is logged, and the reactor goes on")
    void exceptionInConnectionLost() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the protocol's");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingProtocol bad = recording("bad").whenLost(reason -> {
                throw mistake;
            });
            peerOf(bad).close();

            bad.awaitLost();
            settle();
            assertThat(log.thrown()).contains(mistake);
        }
    }

    // S9: after the loss, and addresses.

    @Clause("S9")
    @DisplayName("S9: addresses stay the same, and writing after the loss does nothing")
    void addressesOutliveTheConnection() throws Exception {
        RecordingProtocol server = recording("server");
        TcpListeningPort port = listen(() -> server);
        Peer peer = harness.connectPeer(port.address());
        journal.await("server made");
        SocketAddress host = server.transport().getHost();
        SocketAddress peerAddress = server.transport().getPeer();
        assertThat(host).isEqualTo(port.address());

        peer.close();
        server.awaitLost();

        assertThat(server.transport().getHost()).isEqualTo(host);
        assertThat(server.transport().getPeer()).isEqualTo(peerAddress);
        doInTurn(() -> {
            server.write("nobody is there");
            server.transport().loseConnection();
            server.transport().abortConnection();
        });
        settle();
        assertThat(journal.lines()).containsExactly("server made", "server lost", "settled");
    }

    @Clause("S9")
    @DisplayName("S9: a protocol without a connection has no transport to write to")
    void noTransportBeforeTheConnection() {
        RecordingProtocol unconnected = recording("unconnected");

        assertThatThrownBy(() -> unconnected.write("too early")).isInstanceOf(IllegalStateException.class);
    }

    // S10: pausing.

    @Clause("S10")
    @DisplayName("S10: while paused nothing is delivered, and on resuming nothing was lost")
    void pauseAndResume() throws Exception {
        StringBuilder received = new StringBuilder();
        AtomicBoolean paused = new AtomicBoolean();
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> {
            assertThat(paused).as("paused").isFalse();
            received.append(text);
            protocol.transport().pauseReading();
            paused.set(true);
            reactor.callLater(Duration.ofNanos(1), () -> {
                paused.set(false);
                protocol.transport().resumeReading();
            });
        });
        Peer peer = peerOf(server);
        String sent = Texts.random(300_000);

        List<String> pieces = Texts.inRandomPieces(sent);
        pieces.forEach(peer::send);
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(received.toString()).isEqualTo(sent);
    }

    @Clause("S10")
    @DisplayName("S10: a pause from outside the connection's own turns holds what is under way")
    void pauseFromAnotherTurn() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        Peer bystander = peerOf(recording("bystander").whenReceived(RecordingProtocol::write));
        journal.await("bystander made");

        doInTurn(() -> server.transport().pauseReading());
        peer.send("held back");
        settle();
        bystander.send("unheard of");
        assertThat(bystander.receive(10)).isEqualTo("unheard of");
        settle();
        assertThat(journal.lines())
                .containsExactly("server made", "bystander made", "settled", "bystander data unheard of", "settled");

        doInTurn(() -> {
            server.transport().resumeReading();
            journal.add("still in the turn");
        });
        assertThat(journal.await("server data held back"))
                .containsSubsequence("still in the turn", "server data held back");
    }

    @Clause("S10")
    @DisplayName("S10: a paused reader makes its peer wait, and gets everything in the end")
    void pauseHoldsThePeer() throws Exception {
        StringBuilder received = new StringBuilder();
        RecordingProtocol server = recording("server")
                .whenMade(made -> made.transport().pauseReading())
                .whenReceived((protocol, text) -> received.append(text));
        RecordingProtocol client = recording("client").whenMade(made -> {
            made.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            made.transport().loseConnection();
        });
        connect(listen(() -> server).address(), ClientFactory.of(() -> client));
        journal.await("client made");
        journal.await("server made");
        settle();
        assertThat(received).isEmpty();
        doInTurn(() -> assertThat(client.reason()).isNull());

        doInTurn(() -> server.transport().resumeReading());

        assertThat(client.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(received).hasSize(MORE_THAN_BUFFERS_HOLD);
    }

    @Clause("S8")
    @DisplayName("S8: a reason is one of four, told apart by type")
    void reasonsAreSealed() {
        assertThat(CloseReason.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        ConnectionDone.class, ConnectionAborted.class, ConnectionLost.class, ProtocolFailed.class);
    }
}
