package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.ReactorOptions;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section H of the contract: connections of which one half has ended. */
public abstract class HalfCloseContract extends ReactorContract {

    /** For subclasses. */
    protected HalfCloseContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    private RecordingHalfCloseable halfCloseable() {
        return new RecordingHalfCloseable(journal, "server");
    }

    private static String allOf(Peer peer) {
        return new String(peer.receiveToEnd(), StandardCharsets.UTF_8);
    }

    // H1: our half.

    @Clause("H1")
    @DisplayName("H1: loseWriteConnection sends what was written and the end of stream, and reading goes on")
    void endsOurHalf() throws Exception {
        RecordingProtocol server = halfCloseable();
        Peer peer = peerOf(server);
        journal.await("server made");
        String last = Texts.random(1 << 20);

        doInTurn(() -> {
            server.write(last);
            server.transport().loseWriteConnection();
            journal.add("still in the turn");
        });
        assertThat(allOf(peer)).isEqualTo(last);
        journal.await("server output ended");
        peer.send("still there");

        assertThat(journal.await("server data still there"))
                .containsExactly("server made", "still in the turn", "server output ended", "server data still there");
    }

    @Clause("H1")
    @DisplayName("H1: the end of our half is told once, after the last byte could be sent, and not before")
    void ourHalfEndsAfterTheLastByte() throws Exception {
        RecordingProtocol server = halfCloseable();
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            server.transport().loseWriteConnection();
            server.transport().loseWriteConnection();
        });
        settle();
        assertThat(journal.lines()).doesNotContain("server output ended");
        assertThat(peer.receiveToEnd()).hasSize(MORE_THAN_BUFFERS_HOLD);

        journal.await("server output ended");
        settle();
        assertThat(journal.count("server output ended")).isEqualTo(1);
    }

    @Clause("H1")
    @DisplayName("H1: what is written after loseWriteConnection is dropped")
    void nothingFollowsOurEnd() throws Exception {
        RecordingProtocol server = halfCloseable();
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            server.write("before");
            server.transport().loseWriteConnection();
            server.write("after");
        });
        journal.await("server output ended");
        doInTurn(() -> server.write("long after"));

        assertThat(allOf(peer)).isEqualTo("before");
    }

    @Clause("H1")
    @DisplayName("H1: a protocol that is not half-closeable may end its half, too, and hears what the peer sends")
    void anyProtocolMayEndItsHalf() throws Exception {
        RecordingProtocol server = recording("server")
                .whenReceived((protocol, text) -> protocol.transport().loseWriteConnection());
        Peer peer = peerOf(server);

        peer.send("question");
        assertThat(allOf(peer)).isEmpty();
        peer.send("more");
        journal.await("server data more");
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines())
                .containsExactly("server made", "server data question", "server data more", "server lost");
    }

    // H2: the peer's half.

    @Clause("H2")
    @DisplayName("H2: the peer's end of stream is told to a half-closeable protocol, and writing goes on")
    void peerEndsItsHalf() throws Exception {
        RecordingProtocol server = halfCloseable();
        Peer peer = peerOf(server);

        peer.send("question");
        peer.shutdownOutput();
        journal.await("server input ended");
        settle();
        String answer = Texts.random(1 << 20);
        doInTurn(() -> server.write(answer));
        assertThat(peer.receive(answer.length())).isEqualTo(answer);
        doInTurn(() -> server.transport().loseConnection());

        assertThat(allOf(peer)).isEmpty();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines())
                .containsExactly("server made", "server data question", "server input ended", "settled", "server lost");
    }

    @Clause("H2")
    @DisplayName("H2: what waited while paused is delivered before the peer's end is told")
    void pausedBytesComeBeforeTheEnd() throws Exception {
        RecordingProtocol server =
                halfCloseable().whenMade(made -> made.transport().pauseReading());
        Peer peer = peerOf(server);
        peer.send("question");
        peer.shutdownOutput();
        journal.await("server made");
        settle();

        doInTurn(() -> server.transport().resumeReading());

        assertThat(journal.await("server input ended"))
                .containsExactly("server made", "settled", "server data question", "server input ended");
    }

    @Clause("H2")
    @DisplayName("H2: a protocol that is not half-closeable gets what it wrote delivered, and is lost in order")
    void peersEndEndsAnOrdinaryConnection() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> {
            protocol.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
        });
        Peer peer = peerOf(server);

        peer.send("question");
        peer.shutdownOutput();
        journal.await("server data question");

        assertThat(peer.receiveToEnd()).hasSize(MORE_THAN_BUFFERS_HOLD);
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("H2")
    @DisplayName("H2: a peer that has ended and takes nothing more is given up after the linger limit")
    void peerThatEndedAndDoesNotReadIsGivenUp() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(SOON));
        RecordingProtocol server =
                recording("server").whenMade(made -> made.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));
        Peer peer = peerOf(server);

        peer.shutdownOutput();

        assertThat(server.awaitLost())
                .isInstanceOfSatisfying(
                        ConnectionLost.class,
                        lost -> assertThat(lost.cause()).hasMessageContaining("does not take the last bytes"));
    }

    // H3: both halves.

    @Clause("H3")
    @DisplayName("H3: when the peer ends after us, the loss follows by itself, after both halves were told")
    void lostWhenThePeerEndsLast() throws Exception {
        RecordingProtocol server =
                halfCloseable().whenMade(made -> made.transport().loseWriteConnection());
        Peer peer = peerOf(server);
        assertThat(allOf(peer)).isEmpty();
        journal.await("server output ended");

        peer.shutdownOutput();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines())
                .containsExactly("server made", "server output ended", "server input ended", "server lost");
    }

    @Clause({"H3", "H1"})
    @DisplayName("H3: when we end after the peer, the last bytes are sent, and the loss follows by itself")
    void lostWhenWeEndLast() throws Exception {
        RecordingProtocol server = halfCloseable().whenInputEnded(protocol -> {
            protocol.write("answer");
            protocol.transport().loseWriteConnection();
        });
        Peer peer = peerOf(server);

        peer.shutdownOutput();

        assertThat(allOf(peer)).isEqualTo("answer");
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines())
                .containsExactly("server made", "server input ended", "server output ended", "server lost");
    }

    @Clause("H3")
    @DisplayName("H3: when both end at the same time, each half is told once, and then the loss")
    void lostWhenBothEndTogether() throws Exception {
        RecordingProtocol server =
                halfCloseable().whenMade(made -> made.transport().loseWriteConnection());
        Peer peer = peerOf(server);
        peer.shutdownOutput();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        settle();
        assertThat(journal.lines())
                .startsWith("server made")
                .containsOnlyOnce("server input ended", "server output ended", "server lost")
                .endsWith("server lost", "settled");
    }

    // S1: whatever ends it.

    @Clause({"S1", "S6"})
    @DisplayName("S1: an abort ends a connection of which a half has ended, and is seen as a reset")
    void abortsHalfAConnection() throws Exception {
        RecordingProtocol server =
                halfCloseable().whenInputEnded(protocol -> protocol.transport().abortConnection());
        Peer peer = peerOf(server);

        peer.shutdownOutput();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertLostOnce();
    }

    @Clause("S1")
    @DisplayName("S1: the stop ends connections of which either half has ended")
    void stopEndsHalfAConnection() throws Exception {
        RecordingHalfCloseable withoutInput = new RecordingHalfCloseable(journal, "without input");
        RecordingHalfCloseable withoutOutput = new RecordingHalfCloseable(journal, "without output");
        peerOf(withoutInput).shutdownOutput();
        peerOf(withoutOutput.whenMade(made -> made.transport().loseWriteConnection()));
        journal.await("without input input ended");
        journal.await("without output output ended");

        reactor.close();

        assertThat(withoutInput.reason()).isInstanceOf(ConnectionLost.class);
        assertThat(withoutOutput.reason()).isInstanceOf(ConnectionLost.class);
    }

    // H4: protocols that throw.

    @Clause({"H4", "S7"})
    @DisplayName("H4: an exception in readConnectionLost aborts the connection, with that exception as the reason")
    void exceptionWhenInputEnds() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the protocol's");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingProtocol server = halfCloseable().whenInputEnded(protocol -> {
                throw mistake;
            });
            Peer peer = peerOf(server);

            peer.shutdownOutput();

            assertThat(server.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
            assertThat(log.thrown()).containsOnlyOnce(mistake);
        }
    }

    @Clause({"H4", "S7"})
    @DisplayName("H4: an exception in writeConnectionLost aborts the connection, also where the peer has ended before")
    void exceptionWhenOutputEnds() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the protocol's");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingHalfCloseable first = new RecordingHalfCloseable(journal, "first");
            RecordingHalfCloseable last = new RecordingHalfCloseable(journal, "last");
            for (RecordingHalfCloseable server : new RecordingHalfCloseable[] {first, last}) {
                server.whenOutputEnded(protocol -> {
                    throw mistake;
                });
            }

            peerOf(first.whenMade(made -> made.transport().loseWriteConnection()));
            peerOf(last.whenInputEnded(ended -> ended.transport().loseWriteConnection()))
                    .shutdownOutput();

            assertThat(first.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThat(last.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThat(log.thrown()).containsExactly(mistake, mistake);
        }
    }
}
