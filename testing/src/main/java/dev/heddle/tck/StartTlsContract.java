package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.FileRegion;
import dev.heddle.protocols.LineOnlyReceiver;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Section K: TLS that begins in mid-stream. */
public abstract class StartTlsContract extends TlsSetting {

    @TempDir
    private Path folder;

    /** For subclasses. */
    protected StartTlsContract() {}

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(SocketHarness.loopback(), 1);
    }

    @Clause({"K2", "K5"})
    @DisplayName("K5: startTls sends what was written before as it is, and what is written after by way of TLS")
    void startsInMidStream() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        server.whenReceived((protocol, text) -> {
            if (text.equals("STARTTLS")) {
                protocol.write("go ahead");
                protocol.transport().startTls(TlsFiles.server());
                protocol.write("welcome");
            }
        });
        Peer raw = peerOf(server);

        raw.send("STARTTLS");
        String plain = raw.receive(8);
        TlsPeer peer = TlsPeer.of(raw, TlsFiles.client(), loopback()).shakeHands();
        peer.send("secret");

        assertThat(plain).isEqualTo("go ahead");
        assertThat(peer.receive(7)).isEqualTo("welcome");
        assertThat(journal.await("server data secret"))
                .containsSubsequence("server data STARTTLS", "server secured", "server data secret");
    }

    @Clause({"K2", "K5"})
    @DisplayName("K5: startTls begins TLS behind any number of bytes that were written before, for a client, too")
    void startsBehindManyBytes() throws Exception {
        start();
        byte[] much = new byte[2_000_000];
        RecordingTls client = recordingTls("client");
        PeerListener listener = harness.listenPeer();
        connect(listener.address(), ClientFactory.of(() -> client));
        Peer raw = listener.accept();
        journal.await("client made");

        doInTurn(() -> {
            client.transport().write(much);
            client.transport().startTls(TlsFiles.client());
            client.write("hidden");
        });
        byte[] plain = raw.receiveBytes(much.length);
        TlsPeer peer = TlsPeer.of(raw, TlsFiles.server(), loopback()).shakeHands();

        assertThat(plain).containsOnly(0);
        assertThat(peer.receive(6)).isEqualTo("hidden");
        assertThat(journal.await("client secured")).doesNotHaveDuplicates();
    }

    @Clause("K5")
    @DisplayName("K5: what had come and was not delivered when TLS began has to be TLS")
    void takesWhatIsHeldForTls() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        server.whenReceived((protocol, text) -> protocol.transport().pauseReading());
        Peer raw = peerOf(server);
        raw.send("first");
        journal.await("server data first");
        raw.send("injected, long enough to be told from TLS");
        settle();

        doInTurn(() -> {
            server.transport().startTls(TlsFiles.server());
            server.transport().resumeReading();
        });
        raw.receiveToEnd();
        raw.close();

        assertTlsFailed(server.awaitLost());
        assertThat(journal.lines()).noneMatch(line -> line.contains("injected"));
    }

    @Clause("K5")
    @DisplayName("K5: what came while reading was paused is not delivered as it is once TLS has begun")
    void takesWhatCameWhilePausedForTls() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        Peer raw = peerOf(server);
        journal.await("server made");
        settle();
        doInTurn(() -> server.transport().pauseReading());
        raw.send("injected, long enough to be told from TLS");
        settle();

        doInTurn(() -> {
            server.transport().startTls(TlsFiles.server());
            server.transport().resumeReading();
        });

        assertTlsFailed(server.awaitLost());
        assertThat(journal.lines()).noneMatch(line -> line.contains("injected"));
    }

    @Clause("K5")
    @DisplayName("K5: a receiver in whose message TLS began tells nothing more of what came in plain with it")
    void takesTheRestOfAReceiverForTls() throws Exception {
        start();
        LineOnlyReceiver server = new LineOnlyReceiver() {
            @Override
            public void lineReceived(String line) {
                journal.add("line " + line);
                transport().startTls(TlsFiles.server());
            }

            @Override
            public void connectionLost(CloseReason reason) {
                assertTlsFailed(reason);
                journal.add("lost");
            }
        };
        Peer raw = peerOf(server);

        raw.send("STARTTLS\r\nINJECTED\r\n");
        raw.receiveToEnd();
        raw.close();

        assertThat(journal.await("lost")).containsExactly("line STARTTLS", "lost");
    }

    @Clause("K5")
    @DisplayName("K5: startTls throws where TLS is spoken already, or half of the connection has ended")
    void startsOnce() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        tlsPeerOf(TlsFiles.server(), server).shakeHands();
        journal.await("server secured");
        RecordingHalfCloseable half = new RecordingHalfCloseable(journal, "half");
        Peer plain = peerOf(half);
        plain.shutdownOutput();
        journal.await("half input ended");

        assertThatThrownBy(() -> doInTurn(() -> server.transport().startTls(TlsFiles.server())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> doInTurn(() -> half.transport().startTls(TlsFiles.server())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("half");
    }

    @Clause("K5")
    @DisplayName(
            "K5: startTls throws while a file is still to be sent, which goes out as it is, and TLS may begin after it")
    void startsBehindFiles() throws Exception {
        start();
        byte[] much = new byte[2_000_000];
        Path path = Files.write(Files.createTempFile(folder, "sent", ""), much);
        RecordingTls server = recordingTls("server");
        Peer raw = peerOf(server);
        journal.await("server made");
        try (FileChannel file = FileChannel.open(path)) {
            doInTurn(() -> {
                Deferred<?> sent = server.transport().sendFile(FileRegion.of(file));
                assertThatThrownBy(() -> server.transport().startTls(TlsFiles.server()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a file is still to be sent");
                server.write("plain");
                sent.addConsumer(done -> {
                    server.transport().startTls(TlsFiles.server());
                    server.write("hidden");
                });
            });

            byte[] plain = raw.receiveBytes(much.length + 5);
            TlsPeer peer = TlsPeer.of(raw, TlsFiles.client(), loopback()).shakeHands();

            assertThat(Arrays.copyOf(plain, much.length)).isEqualTo(much);
            assertThat(new String(plain, much.length, 5, US_ASCII)).isEqualTo("plain");
            assertThat(peer.receive(6)).isEqualTo("hidden");
        }
    }

    @Clause("K5")
    @DisplayName("K5: startTls does nothing on a connection that is being closed")
    void doesNotStartWhileClosing() throws Exception {
        start();
        RecordingTls server = recordingTls("server").whenSecured(protocol -> {});
        server.whenReceived((protocol, text) -> {
            protocol.write("plain");
            protocol.transport().loseConnection();
            protocol.transport().startTls(TlsFiles.server());
        });
        Peer raw = peerOf(server);

        raw.send("close");

        assertThat(raw.receiveToEnd()).asString().isEqualTo("plain");
        raw.close();
        assertThat(server.awaitLost()).isInstanceOf(ConnectionDone.class);
    }
}
