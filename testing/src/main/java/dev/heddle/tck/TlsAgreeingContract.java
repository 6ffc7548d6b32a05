package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.Factory;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TlsServer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Section K: what both ends agree on. */
public abstract class TlsAgreeingContract extends TlsSetting {

    /** For subclasses. */
    protected TlsAgreeingContract() {}

    private static String nameOf(Certificate certificate) {
        return ((X509Certificate) certificate).getSubjectX500Principal().getName();
    }

    private static String shownTo(TlsPeer peer) throws SSLPeerUnverifiedException {
        return nameOf(peer.engine().getSession().getPeerCertificates()[0]);
    }

    // Application protocols.

    @Clause("K2")
    @DisplayName("K2: of the application protocols that both know, the one is agreed on that the server wants most")
    void agreesOnAnApplicationProtocol() throws Exception {
        start();
        RecordingTls server = recordingTls("server")
                .whenSecured(protocol ->
                        journal.add("agreed on " + protocol.transport().negotiatedProtocol()));
        InetSocketAddress address =
                listenTls(TlsFiles.server().withApplicationProtocols("two", "one", "three"), server);

        TlsPeer peer = tlsPeer(address, TlsFiles.client().withApplicationProtocols("one", "two"))
                .shakeHands();

        journal.await("agreed on two");
        assertThat(peer.engine().getApplicationProtocol()).isEqualTo("two");
    }

    @Clause("K2")
    @DisplayName("K2: a client that offers no application protocol gets none, one that offers others is refused")
    void refusesOtherApplicationProtocols() throws Exception {
        start();
        RecordingTls server = recordingTls("server")
                .whenSecured(protocol ->
                        journal.add("agreed on " + protocol.transport().negotiatedProtocol()));
        TlsServer choosy = TlsFiles.server().withApplicationProtocols("one");
        tlsPeerOf(choosy, server).shakeHands();
        journal.await("agreed on null");
        RecordingTls other = recordingTls("other");
        TlsPeer peer = tlsPeer(listenTls(choosy, other), TlsFiles.client().withApplicationProtocols("two"));

        assertThatThrownBy(peer::shakeHands)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no_application_protocol");
        peer.close();
        assertTlsFailed(other.awaitLost());
    }

    // Names.

    @Clause("K2")
    @DisplayName("K2: a client asks for the name that it verifies, and the server shows the certificate of that name")
    void choosesByName() throws Exception {
        start();
        TlsServer many = TlsFiles.server()
                .withCertificate("elsewhere.test", TlsFiles.certificate("elsewhere"))
                .withCertificate("*.wild.test", TlsFiles.certificate("named"));

        assertThat(shownFor(many, "elsewhere.test")).isEqualTo("CN=elsewhere");
        assertThat(shownFor(many, "any.wild.test")).isEqualTo("CN=named");
        assertThat(shownFor(many, "server.test")).isEqualTo("CN=server");
        assertThat(shownFor(many, "127.0.0.1")).isEqualTo("CN=server");
    }

    private String shownFor(TlsServer shown, String name) throws Exception {
        InetSocketAddress address = listenTls(shown, recordingTls("server of " + name));
        RecordingTls client = recordingTls("client of " + name);
        connectTls(address, TlsFiles.client().withServerName(name), client);
        journal.await("client of " + name + " secured");
        return inTurn(() -> nameOf(session(client).getPeerCertificates()[0]));
    }

    private static SSLSession session(RecordingTls protocol) {
        return Objects.requireNonNull(protocol.transport().tlsSession());
    }

    // Clients.

    @Clause("K2")
    @DisplayName("K2: a server that requires certificates of clients knows who they are, and refuses others")
    void requiresCertificatesOfClients() throws Exception {
        start();
        TlsServer strict = TlsFiles.server().requiringClients(TlsFiles.authority());
        RecordingTls known = recordingTls("known");
        TlsClient client = TlsFiles.client().withCertificate(TlsFiles.certificate("client"));
        tlsPeer(listenTls(strict, known), client).shakeHands();
        journal.await("known secured");
        RecordingTls nobody = recordingTls("nobody");
        RecordingTls intruder = recordingTls("intruder");

        connectTls(listenTls(strict, nobody), TlsFiles.client(), recordingTls("client"));
        connectTls(
                listenTls(strict, intruder),
                TlsFiles.client().withCertificate(TlsFiles.certificate("intruder")),
                recordingTls("client"));

        assertThat(inTurn(() -> nameOf(session(known).getPeerCertificates()[0])))
                .isEqualTo("CN=client");
        assertTlsFailed(nobody.awaitLost());
        assertTlsFailed(intruder.awaitLost());
    }

    @Clause("K2")
    @DisplayName(
            "K2: a server that only asks clients for certificates takes those that have none, and refuses bad ones")
    void asksClientsForCertificates() throws Exception {
        start();
        TlsServer asking = TlsFiles.server().askingClients(TlsFiles.authority());
        RecordingTls nobody = recordingTls("nobody");
        RecordingTls intruder = recordingTls("intruder");

        connectTls(listenTls(asking, nobody), TlsFiles.client(), recordingTls("client"));
        connectTls(
                listenTls(asking, intruder),
                TlsFiles.client().withCertificate(TlsFiles.certificate("intruder")),
                recordingTls("client"));

        journal.await("nobody secured");
        assertThatThrownBy(() -> inTurn(() -> session(nobody).getPeerCertificates()))
                .isInstanceOf(SSLPeerUnverifiedException.class);
        assertTlsFailed(intruder.awaitLost());
    }

    // Versions, contexts, sessions.

    @Clause("K2")
    @DisplayName("K2: TLS 1.3 is agreed on where both know it, 1.2 where one knows no more, and nothing older")
    void agreesOnAVersion() throws Exception {
        start();

        assertThat(versionWith("TLSv1.3", "TLSv1.2")).isEqualTo("TLSv1.3");
        assertThat(versionWith("TLSv1.2")).isEqualTo("TLSv1.2");
        assertThatThrownBy(() -> TlsFiles.client().withProtocols("TLSv9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLSv9");
        assertThat(TlsFiles.client().protocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    private String versionWith(String... protocols) throws Exception {
        InetSocketAddress address = listenTls(TlsFiles.server(), recordingTls("server"));
        return tlsPeer(address, TlsFiles.client().withProtocols(protocols))
                .shakeHands()
                .engine()
                .getSession()
                .getProtocol();
    }

    @Clause("K2")
    @DisplayName("K2: what was agreed on is null before the handshake, and without TLS")
    void knowsNothingBefore() throws Exception {
        start();
        RecordingTls server = recordingTls("server")
                .whenSecured(protocol -> journal.add("then " + session(protocol).getProtocol()));
        server.whenMade(protocol -> journal.add("first " + protocol.transport().tlsSession() + " "
                + protocol.transport().negotiatedProtocol()));
        tlsPeerOf(TlsFiles.server(), server).shakeHands();
        RecordingProtocol plain = recording("plain");
        peerOf(plain);
        journal.await("plain made");

        assertThat(journal.await("then TLSv1.3")).contains("first null null");
        assertThat(inTurn(() -> plain.transport().tlsSession())).isNull();
        assertThat(inTurn(() -> plain.transport().negotiatedProtocol())).isNull();
    }

    @Clause("K3")
    @DisplayName("K3: with a context of the program's, too, the name is verified; whom to trust is the context's alone")
    void verifiesWithAnyContext() throws Exception {
        start();
        SSLContext context = TlsFiles.contextTrustingTheAuthority();
        RecordingTls right = recordingTls("right");
        RecordingTls wrong = recordingTls("wrong");

        connectTls(listenTls(TlsFiles.server(), recordingTls("server")), TlsClient.of(context), right);
        connectTls(
                listenTls(TlsServer.of(TlsFiles.certificate("elsewhere")), recordingTls("server")),
                TlsClient.of(context),
                wrong);

        journal.await("right secured");
        assertTlsFailed(wrong.awaitLost());
        assertThatThrownBy(() -> TlsClient.of(context).withTrust(TlsFiles.authority()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SSLContext");
        assertThatThrownBy(() -> TlsServer.of(context).withCertificate("name", TlsFiles.certificate("server")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SSLContext");
    }

    @Clause("K7")
    @DisplayName("K7: a client that connects to the same name again resumes its session, in either version of TLS")
    void resumesSessions() throws Exception {
        start();

        assertResumes("TLSv1.3");
        assertResumes("TLSv1.2");
    }

    private void assertResumes(String version) throws Exception {
        InetSocketAddress address = listenTls(
                TlsFiles.server(),
                Factory.of(() -> recordingTls("server").whenSecured(protocol -> protocol.write("ticket"))));
        TlsClient client = TlsFiles.client().withProtocols(version);

        long first = connectAndClose(address, client, version + " first");
        long second = connectAndClose(address, client, version + " second");
        long other = connectAndClose(address, TlsFiles.client().withProtocols(version), version + " other");

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    /** When its session was made: a resumed one is as old as the one that it goes on with. */
    private long connectAndClose(InetSocketAddress address, TlsClient tls, String name) throws Exception {
        RecordingTls client = recordingTls(name);
        connectTls(address, tls, client);
        journal.await(name + " data ticket");
        long made = inTurn(() -> {
            client.transport().loseConnection();
            return session(client).getCreationTime();
        });
        client.awaitLost();
        while (System.currentTimeMillis() == made) {
            Thread.onSpinWait(); // or the next session could be as old
        }
        return made;
    }

    // Files.

    @Clause("K8")
    @DisplayName(
            "K8: a certificate that was renewed on disk is shown to who comes then; one that cannot be used is not")
    void reloads(@TempDir Path directory) throws Exception {
        start();
        Path file = directory.resolve("server.pem");
        TlsFiles.copy("server", file);
        TlsServer live = TlsServer.of(PrivateCertificate.load(file)).withLookAgain(Duration.ZERO);
        InetSocketAddress address = listenTls(live, Factory.of(() -> recordingTls("server")));
        assertThat(shownTo(tlsPeer(address, TlsFiles.client()).shakeHands())).isEqualTo("CN=server");

        Files.writeString(file, "half of it");
        try (LogCapture log = new LogCapture(harness)) {
            assertThat(shownTo(tlsPeer(address, TlsFiles.client()).shakeHands()))
                    .isEqualTo("CN=server");
            assertThat(log.messages()).anyMatch(message -> message.contains("server.pem"));
        }
        TlsFiles.copy("renewed", file);

        assertThat(shownTo(tlsPeer(address, TlsFiles.client()).shakeHands())).isEqualTo("CN=renewed");
    }

    @Clause({"K8", "N15"})
    @DisplayName("N15: a certificate that comes into the directory is shown to who comes then, and one that goes stays")
    void findsNewCertificates(@TempDir Path directory) throws Exception {
        start();
        TlsFiles.copy("server", directory.resolve("DEFAULT.pem"));
        TlsServer live = TlsServer.ofDirectory(directory).withLookAgain(Duration.ZERO);
        InetSocketAddress address = listenTls(live, Factory.of(() -> recordingTls("server")));
        Path file = directory.resolve("localhost.pem");
        assertThat(shownToLocalhost(address)).isEqualTo("CN=server");

        Files.writeString(file, "half of it");
        try (LogCapture log = new LogCapture(harness)) {
            assertThat(shownToLocalhost(address)).isEqualTo("CN=server");
            assertThat(shownToLocalhost(address)).isEqualTo("CN=server");
            assertThat(log.messages()).hasSize(1).allMatch(message -> message.contains("localhost.pem"));
        }
        TlsFiles.copy("renewed", file);
        assertThat(shownToLocalhost(address)).isEqualTo("CN=renewed");
        Files.delete(file);

        assertThat(shownToLocalhost(address)).isEqualTo("CN=renewed");
    }

    private String shownToLocalhost(InetSocketAddress address) throws Exception {
        return shownTo(
                tlsPeer(address, TlsFiles.client().withServerName("localhost")).shakeHands());
    }
}
