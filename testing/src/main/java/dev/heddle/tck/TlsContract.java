package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TlsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** Section K: the handshake, and what a protocol hears of it. */
public abstract class TlsContract extends TlsSetting {

    /** For subclasses. */
    protected TlsContract() {}

    // The order.

    @Clause("K1")
    @DisplayName(
            "K1: connectionMade comes before the handshake, handshakeCompleted after it, and then what the peer sends")
    void tellsInOrder() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        RecordingTls client = recordingTls("client").whenSecured(protocol -> protocol.write("hello"));

        connectTls(listenTls(TlsFiles.server(), server), TlsFiles.client(), client);
        journal.await("server data hello");

        assertThat(journal.lines())
                .containsSubsequence("server made", "server secured", "server data hello")
                .containsSubsequence("client made", "client secured");
    }

    @Clause("K1")
    @DisplayName("K1: what is written before the handshake is sent, encrypted, when that is done")
    void keepsWhatIsWrittenEarly() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenMade(protocol -> {
            protocol.write("early ");
            protocol.write("bird");
        });

        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();

        assertThat(peer.receive(10)).isEqualTo("early bird");
    }

    @Clause("K1")
    @DisplayName("K1: what is written and then closed before the handshake is sent all the same, and closed in order")
    void closesEarly() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenMade(protocol -> {
            protocol.write("bye");
            protocol.transport().loseConnection();
        });

        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();

        assertThat(peer.receiveToEnd()).asString().isEqualTo("bye");
        assertThat(peer.sawTruncation()).isFalse();
        peer.shutdownOutput();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    @Clause("K1")
    @DisplayName("K1: an exception in handshakeCompleted aborts the connection, as one in any callback does")
    void handshakeCompletedMayThrow() throws Exception {
        start();
        RecordingTls server = recordingTls("server").whenSecured(protocol -> {
            throw new UnsupportedOperationException("no");
        });

        tlsPeerOf(TlsFiles.server(), server).shakeHands();

        assertThat(server.awaitLost()).asString().contains("ProtocolFailed", "no");
    }

    @Clause("K1")
    @DisplayName("K1: bytes that are no TLS end the connection with ConnectionLost, whose cause is an SSLException")
    void refusesWhatIsNoTls() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        Peer peer = harness.connectPeer(listenTls(TlsFiles.server(), server));

        peer.send("GET / HTTP/1.1\r\n\r\n");
        peer.receiveToEnd();
        peer.close();

        assertTlsFailed(server.awaitLost());
        assertThat(journal.lines()).doesNotContain("server secured");
    }

    // Truncation.

    @Clause("K1")
    @DisplayName("K1: an end of stream without close_notify is ConnectionLost, and what came before is delivered")
    void seesTruncation() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        Peer raw = harness.connectPeer(listenTls(TlsFiles.server(), server));
        TlsPeer peer = TlsPeer.of(raw, TlsFiles.client(), anAddress()).shakeHands();

        peer.send("half of");
        raw.shutdownOutput();

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("cut off");
        assertThat(journal.lines()).contains("server data half of");
    }

    @Clause("K1")
    @DisplayName("K1: an end of stream within a record is ConnectionLost")
    void seesTruncationWithinARecord() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        Peer raw = harness.connectPeer(listenTls(TlsFiles.server(), server));
        TlsPeer.of(raw, TlsFiles.client(), anAddress()).shakeHands();

        raw.send(new byte[] {23, 3, 3, 0, 100, 1, 2, 3});
        raw.shutdownOutput();

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("cut off");
    }

    @Clause("K1")
    @DisplayName("K1: an end of stream in the midst of the handshake is ConnectionLost, and says so")
    void seesAnEarlyEnd() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        Peer raw = harness.connectPeer(listenTls(TlsFiles.server(), server));

        raw.send(new byte[] {22, 3, 1});
        raw.shutdownOutput();

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("handshake");
    }

    @Clause("K1")
    @DisplayName("K1: after loseConnection, which throws away what comes, an end without close_notify is in order")
    void doesNotCareForTruncationAfterClosing() throws Exception {
        start();
        RecordingProtocol server = recording("server")
                .whenReceived((protocol, text) -> protocol.transport().loseConnection());
        Peer raw = harness.connectPeer(listenTls(TlsFiles.server(), server));
        TlsPeer peer = TlsPeer.of(raw, TlsFiles.client(), anAddress()).shakeHands();

        peer.send("close");
        assertThat(peer.receiveToEnd()).isEmpty();
        raw.shutdownOutput();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }

    private static InetSocketAddress anAddress() {
        return new InetSocketAddress(SocketHarness.loopback(), 1);
    }

    // Who it is.

    @Clause("K3")
    @DisplayName("K3: a certificate that nobody trusted has signed is refused, and the peer is told")
    void refusesAStranger() throws Exception {
        start();
        assertRefused(TlsServer.of(TlsFiles.certificate("intruder")), TlsFiles.client());
    }

    @Clause("K3")
    @DisplayName("K3: a certificate of another name than the connection was made to is refused")
    void refusesAnotherName() throws Exception {
        start();
        assertRefused(TlsServer.of(TlsFiles.certificate("elsewhere")), TlsFiles.client());
    }

    @Clause("K3")
    @DisplayName("K3: by default only whom the platform trusts is trusted")
    void refusesWhomThePlatformDoesNotTrust() throws Exception {
        start();
        assertRefused(TlsFiles.server(), TlsClient.defaults());
    }

    private void assertRefused(TlsServer shown, TlsClient verifying) throws Exception {
        RecordingTls server = recordingTls("server");
        RecordingTls client = recordingTls("client");

        connectTls(listenTls(shown, server), verifying, client);

        assertTlsFailed(client.awaitLost());
        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("certificate_unknown");
        assertThat(journal.lines()).doesNotContain("client secured");
    }

    @Clause("K3")
    @DisplayName("K3: withServerName says which name is verified, whatever the connection is made to")
    void verifiesTheNameThatItIsTold() throws Exception {
        start();
        RecordingTls client = recordingTls("client");
        RecordingTls other = recordingTls("other");
        TlsServer shown = TlsServer.of(TlsFiles.certificate("elsewhere"));

        connectTls(
                listenTls(shown, recordingTls("server")), TlsFiles.client().withServerName("elsewhere.test"), client);
        connectTls(listenTls(shown, recordingTls("server")), TlsFiles.client().withServerName("server.test"), other);

        journal.await("client secured");
        assertTlsFailed(other.awaitLost());
    }

    // Time.

    @Clause("K6")
    @DisplayName("K6: a handshake that takes longer than its limit ends the connection, and says how long that is")
    void limitsTheHandshake() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        TlsServer hasty = TlsFiles.server().withHandshakeTimeout(Duration.ofMillis(250));

        Peer silent = harness.connectPeer(listenTls(hasty, server));

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("250 ms");
        assertThat(silent.receiveToEnd()).isEmpty();
    }

    @Clause("K6")
    @DisplayName("K6: a handshake that is done is not limited any more, and must be limited by more than nothing")
    void limitsTheHandshakeAlone() throws Exception {
        stopClock();
        RecordingTls server = recordingTls("server");
        TlsServer hasty = TlsFiles.server().withHandshakeTimeout(SOON);
        TlsPeer peer = tlsPeerOf(hasty, server).shakeHands();
        journal.await("server secured");

        pass(HOUR);
        peer.send("late");

        journal.await("server data late");
        assertThatThrownBy(() -> TlsFiles.server().withHandshakeTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    // What the peer asks for later.

    @Clause("K9")
    @DisplayName("K9: a peer that wants to renegotiate is refused, and its connection lost")
    void refusesRenegotiation() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        TlsPeer peer = tlsPeer(
                        listenTls(TlsFiles.server(), server), TlsFiles.client().withProtocols("TLSv1.2"))
                .shakeHands();
        peer.send("first");
        journal.await("server data first");

        assertThatThrownBy(peer::shakeHands).isInstanceOf(UncheckedIOException.class);
        peer.close();

        assertThat(assertTlsFailed(server.awaitLost())).hasMessageContaining("renegotiate");
    }

    @Clause("K9")
    @DisplayName("K9: in TLS 1.3 a peer may change its keys, and have ours changed, in the midst of what it sends")
    void followsAChangeOfKeys() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> protocol.write(text));
        TlsPeer peer =
                tlsPeerOf(TlsFiles.server().withProtocols("TLSv1.3"), server).shakeHands();
        peer.send("before ");
        String answer = peer.receive(7);

        peer.changeKeys();
        peer.send("after");

        assertThat(answer + peer.receive(5)).isEqualTo("before after");
    }

    @Clause("K4")
    @DisplayName("K4: a reset is ConnectionLost, whose cause is the system's")
    void tellsAReset() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        TlsPeer peer = tlsPeerOf(TlsFiles.server(), server).shakeHands();
        peer.send("first");
        journal.await("server data first");

        peer.reset();

        assertThat(server.awaitLost())
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.cause()).isInstanceOf(IOException.class));
    }
}
