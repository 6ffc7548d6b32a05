package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.tls.TlsServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;

/** Section K: what sections S, H and P say of a connection holds with TLS, too. */
public abstract class TlsClosingContract extends TlsSetting {

    /** For subclasses. */
    protected TlsClosingContract() {}

    /** Text that can be told from the same text cut and put together otherwise. */
    private static byte[] text(int bytes) {
        byte[] text = new byte[bytes];
        for (int index = 0; index < bytes; index++) {
            text[index] = (byte) ('a' + (index / 7 + index / 1000) % 26);
        }
        return text;
    }

    @Clause("K4")
    @DisplayName(
            "K4: loseConnection delivers all that was written, says by close_notify that this is the end, and is done")
    void closesInOrder() throws Exception {
        start();
        byte[] text = text(3_000_000);
        RecordingProtocol server = recording("server").whenReceived((protocol, asked) -> {
            protocol.transport().write(text);
            protocol.transport().loseConnection();
        });
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();

        peer.send("all");
        byte[] received = peer.receiveToEnd();
        peer.shutdownOutput();

        assertThat(Arrays.equals(received, text)).isTrue();
        assertThat(peer.sawTruncation()).isFalse();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause("K4")
    @DisplayName("K4: a peer that does not answer our end keeps a connection no longer than the linger limit")
    void lingersNoLongerThanTheLimit() throws Exception {
        start();
        RecordingProtocol server = recording("server")
                .whenReceived((protocol, asked) -> protocol.transport().loseConnection());
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();

        peer.send("close");

        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause("K4")
    @DisplayName("K4: the peer's close_notify is its end of stream; ours is sent, and the connection done")
    void answersTheEndOfThePeer() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();

        peer.send("last");
        peer.closeNotify();

        assertThat(peer.receiveToEnd()).isEmpty();
        assertThat(peer.sawTruncation()).isFalse();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
        assertThat(journal.lines()).contains("server data last");
    }

    @Clause("K4")
    @DisplayName("K4: abortConnection resets, and the peer sees a truncation")
    void aborts() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        RecordingTls client = recordingTls("client")
                .whenSecured(protocol -> protocol.transport().abortConnection());

        connectTls(listenTls(TlsFiles.server(), server), TlsFiles.client(), client);

        assertThat(client.awaitLost()).isInstanceOf(ConnectionAborted.class);
        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
    }

    @Clause("K4")
    @DisplayName("K4: in TLS 1.3 either half ends by itself: a peer that has ended gets its answer")
    void answersAPeerThatHasEnded() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        TlsPeer peer =
                tlsPeerOf(TlsFiles.server().withProtocols("TLSv1.3"), server).shakeHands();

        peer.send("question");
        peer.closeNotify();
        journal.await("server input ended");
        doInTurn(() -> {
            server.write("answer");
            server.transport().loseConnection();
        });

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.US_ASCII)).isEqualTo("answer");
        assertThat(peer.sawTruncation()).isFalse();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause("K4")
    @DisplayName("K4: in TLS 1.3 either half ends by itself: after loseWriteConnection the peer's bytes are delivered")
    void receivesAfterItHasEnded() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        TlsPeer peer =
                tlsPeerOf(TlsFiles.server().withProtocols("TLSv1.3"), server).shakeHands();
        peer.send("begin");
        journal.await("server data begin");

        doInTurn(() -> server.transport().loseWriteConnection());
        assertThat(peer.receiveToEnd()).isEmpty();
        journal.await("server output ended");
        peer.send("more");
        journal.await("server data more");
        peer.shutdownOutput();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause("K4")
    @DisplayName(
            "K4: in TLS 1.2 the peer's end is that of both halves: what is written after it is lost, and that is told")
    void cannotAnswerInOldTls() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        TlsPeer peer =
                tlsPeerOf(TlsFiles.server().withProtocols("TLSv1.2"), server).shakeHands();

        peer.send("question");
        peer.closeNotify();
        journal.await("server input ended");
        doInTurn(() -> {
            server.write("answer");
            server.transport().loseConnection();
        });

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("takes no more");
    }

    @Clause("K4")
    @DisplayName("K4: in TLS 1.2, too, all is delivered before the end, either way")
    void closesInOrderInOldTls() throws Exception {
        start();
        TlsServer old = TlsFiles.server().withProtocols("TLSv1.2");
        RecordingProtocol server = recording("server").whenReceived((protocol, asked) -> {
            protocol.write("answer");
            protocol.transport().loseConnection();
        });
        TlsPeer peer = tlsPeerOf(old, server).shakeHands();

        peer.send("question");

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.US_ASCII)).isEqualTo("answer");
        assertThat(peer.sawTruncation()).isFalse();
        peer.shutdownOutput();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause({"K4", "S2"})
    @DisplayName("K4: however its bytes are cut on the way, what a peer sends is delivered as it was sent")
    void deliversWhateverIsCut() throws Exception {
        start();
        assertDeliversCut(text(100_000), 13, () -> {});
    }

    @Clause({"K4", "S2"})
    @DisplayName("K4: what a peer sends byte by byte, each when the one before has come, is delivered as it was sent")
    void deliversByteByByte() throws Exception {
        stopClock(); // a handshake of so many bytes may take longer than one may
        assertDeliversCut(text(1000), 1, () -> {
            try {
                settle();
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    private void assertDeliversCut(byte[] text, int pieceBytes, Runnable afterEach) throws Exception {
        StringBuilder received = new StringBuilder();
        RecordingProtocol server = recording("server").whenReceived((protocol, piece) -> received.append(piece));
        Peer cutting =
                new CuttingPeer(harness.connectPeer(listenTls(TlsFiles.server(), server)), pieceBytes, afterEach);
        TlsPeer peer = TlsPeer.of(cutting, TlsFiles.client(), new InetSocketAddress(SocketHarness.loopback(), 1))
                .shakeHands();

        peer.send(text);
        peer.closeNotify();
        server.awaitLost();

        assertThat(received).hasToString(new String(text, StandardCharsets.US_ASCII));
    }

    @Clause({"K4", "S10"})
    @DisplayName("K4: a paused connection makes its handshake, and delivers nothing until it is resumed")
    void pauses() throws Exception {
        start();
        RecordingTls server = recordingTls("server")
                .whenSecured(protocol -> protocol.transport().pauseReading());
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();
        peer.send("one");
        peer.send("two");
        journal.await("server secured");
        settle();
        assertThat(journal.lines()).noneMatch(line -> line.contains("data"));

        doInTurn(() -> server.transport().resumeReading());
        peer.send("three");
        peer.closeNotify();
        server.awaitLost();

        assertThat(String.join("", journal.lines()).replace("server data ", "")).contains("onetwothree");
    }

    @Clause({"K4", "S10"})
    @DisplayName("K4: a paused connection is not told of the peer's end, also where TLS had to answer before it")
    void pausesWhileTlsAnswers() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        server.whenReceived((protocol, text) -> {
            protocol.transport().pauseReading();
            if (text.equals("begin")) {
                protocol.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            }
        });
        TlsPeer peer =
                tlsPeerOf(TlsFiles.server().withProtocols("TLSv1.3"), server).shakeHands();
        peer.send("begin");
        journal.await("server data begin");

        peer.send("one");
        peer.changeKeys();
        peer.closeNotify();
        doInTurn(() -> server.transport().resumeReading());
        journal.await("server data one");
        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
        settle();
        assertThat(journal.lines()).doesNotContain("server input ended");

        doInTurn(() -> server.transport().resumeReading());
        journal.await("server input ended");
        doInTurn(() -> server.transport().loseConnection());
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause({"K4", "P4"})
    @DisplayName("K4: loseConnection waits for a producer, and what that writes until it unregisters is delivered")
    void waitsForAProducer() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();
        journal.await("server secured");
        RecordingProducer.Push producer = new RecordingProducer.Push(journal, "producer");

        doInTurn(() -> {
            server.transport().registerProducer(producer);
            server.transport().loseConnection();
        });
        doInTurn(() -> {
            server.write("late");
            server.transport().unregisterProducer();
        });

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.US_ASCII)).isEqualTo("late");
    }
}
