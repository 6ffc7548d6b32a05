package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.BandwidthLimits;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.protocols.Policies;
import dev.heddle.protocols.ProtocolWrapper;
import dev.heddle.protocols.WrappingFactory;
import dev.heddle.tls.TlsServer;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

/** Clauses V1, V5 and V6: wrapped protocols that speak TLS. */
public abstract class WrappedTlsContract extends TlsSetting {

    /** Pieces of ten bytes. */
    private static final BandwidthLimits SLOW = BandwidthLimits.none().withPerConnection(200, 200);

    /** What is logged of the traffic. */
    private final List<String> log = new CopyOnWriteArrayList<>();

    /** For subclasses. */
    protected WrappedTlsContract() {}

    private Factory wrap(Protocol protocol) {
        Factory plain = new WrappingFactory(Factory.of(() -> protocol), ProtocolWrapper::new);
        Factory timed = Policies.idleTimeout(plain, reactor, Duration.ofHours(1));
        return Policies.logTraffic(Policies.limitBandwidth(timed, reactor, SLOW), 0, log::add);
    }

    private Peer wrappedPeerOf(Protocol protocol) throws Exception {
        return harness.connectPeer(listen(wrap(protocol)).address());
    }

    private static TlsPeer secure(Peer raw) {
        InetSocketAddress loopback = new InetSocketAddress(SocketHarness.loopback(), 1);
        return TlsPeer.of(raw, TlsFiles.client(), loopback).shakeHands();
    }

    @Clause({"V1", "V6"})
    @DisplayName("V1: a wrapped protocol is told of the handshake, and of what was agreed on")
    void wrappersPassOnTheHandshake() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        TlsServer tls = TlsFiles.server().withApplicationProtocols("greeting");
        TlsPeer peer = tlsPeer(listenTls(tls, wrap(server)), TlsFiles.client().withApplicationProtocols("greeting"))
                .shakeHands();
        peer.send("hello");

        assertThat(journal.await("server data hello"))
                .containsExactly("server made", "server secured", "server data hello");
        String version = inTurn(
                () -> Objects.requireNonNull(server.transport().tlsSession()).getProtocol());
        assertThat(version).startsWith("TLSv1.");
        assertThat(inTurn(() -> server.transport().negotiatedProtocol())).isEqualTo("greeting");
        assertThat(log).anyMatch(line -> line.endsWith("the TLS handshake is completed"));
        peer.close();
    }

    @Clause({"V1", "V5", "V6"})
    @DisplayName("V5: what waits for its time when TLS begins is sent before it, as it is")
    void sendsWhatWaitsBeforeTls() throws Exception {
        start();
        TlsServer tls = TlsFiles.server();
        RecordingTls server = recordingTls("server");
        server.whenReceived((protocol, text) -> {
            if (text.equals("STARTTLS")) {
                protocol.write("go ahead, if you can wait for so long");
                protocol.transport().flushed().addConsumer(flushed -> journal.add("flushed"));
                protocol.transport().startTls(tls);
                protocol.write("welcome");
            }
        });
        Peer raw = wrappedPeerOf(server);

        raw.send("STARTTLS");
        String plain = raw.receive(37);
        TlsPeer peer = secure(raw);

        assertThat(plain).isEqualTo("go ahead, if you can wait for so long");
        assertThat(peer.receive(7)).isEqualTo("welcome");
        assertThat(journal.await("server secured")).contains("flushed");
        assertThat(log).anyMatch(line -> line.endsWith("begins TLS"));
        peer.close();
    }

    @Clause("V5")
    @DisplayName("V5: TLS cannot begin while a file waits for its time, which goes on to do so")
    void refusesTlsBehindAFile() throws Exception {
        start();
        RecordingTls server = recordingTls("server");
        Path file = Files.createTempFile("heddle", "bytes");
        Files.write(file, new byte[10_000]);
        try (FileChannel open = FileChannel.open(file)) {
            FileRegion region = FileRegion.of(open);
            server.whenReceived((protocol, text) -> {
                protocol.transport()
                        .sendFile(region)
                        .addConsumer(sent -> journal.add("sent"))
                        .addErrorConsumer(failure -> journal.add("not sent"));
                assertThatIllegalStateException()
                        .isThrownBy(() -> protocol.transport().startTls(TlsFiles.server()))
                        .withMessageContaining("a file is still to be sent");
                journal.add("refused");
            });
            Peer raw = wrappedPeerOf(server);

            raw.send("STARTTLS");

            journal.await("refused");
            settle();
            doInTurn(() -> server.transport().abortConnection());
            assertThat(journal.await("not sent")).doesNotContain("sent");
        } finally {
            Files.delete(file);
        }
    }

    @Clause({"V1", "V5"})
    @DisplayName("V5: what came in plain behind the message in which TLS began is told to nobody, in whichever piece")
    void tellsNothingPlainBehindTls() throws Exception {
        start();
        int lost = 0;
        for (String first : List.of("STARTTLS\r\nINJECTED\r\n", "GO\r\nIN\r\nINJECTED\r\n")) {
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
            Peer raw = wrappedPeerOf(server);
            raw.send(first);
            raw.receiveToEnd();
            raw.close();
            lost++;
            int losses = lost;
            harness.await("the loss", () -> journal.count("lost") == losses);
        }

        assertThat(journal.lines()).containsExactly("line STARTTLS", "lost", "line GO", "lost");
    }
}
