package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.EndpointSyntaxException;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.ConnectFailedException.HandshakeFailed;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.Protocol;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Section N of the contract: endpoints with TLS. */
public abstract class TlsEndpointContract extends TlsSetting {

    @TempDir
    private Path directory;

    private @Nullable Throwable failure;

    /** For subclasses. */
    protected TlsEndpointContract() {}

    private static String file(String name) {
        return Endpoints.quote(TlsFiles.file(name).toString());
    }

    private int listenOn(String description) throws Exception {
        ListeningPort[] port = new ListeningPort[1];
        doInTurn(() -> Endpoints.server(reactor, description)
                .listen(Factory.of(() -> recording("server")))
                .addConsumer(listening -> port[0] = listening));
        return ((InetSocketAddress) port[0].address()).getPort();
    }

    private int listen(String more) throws Exception {
        return listenOn("tls:0:127.0.0.1:certificate=" + file("server") + more);
    }

    private Deferred<?> connect(int port, String more, Protocol protocol) {
        return Endpoints.client(reactor, "tls:127.0.0.1:" + port + more)
                .connectProtocol(protocol)
                .addConsumer(connected ->
                        journal.add("fired " + connected.transport().negotiatedProtocol()))
                .addErrorConsumer(reason -> {
                    failure = reason.getCause();
                    journal.add("failed");
                });
    }

    private void connectIn(int port, String more) throws Exception {
        doInTurn(() -> connect(port, more, recordingTls("client")));
    }

    @Clause("N14")
    @DisplayName("N14: with TLS connect fires after the handshake, when the peer is verified, as the strings have it")
    void firesAfterTheHandshake() throws Exception {
        start();
        int port = listen(":alpn=http/1.1");

        connectIn(port, ":trustRoots=" + file("authority") + ":alpn=h2,http/1.1");

        journal.await("fired http/1.1");
        assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("client"))
                .first()
                .isEqualTo("client made");
        assertThat(journal.lines().indexOf("client made"))
                .isLessThan(journal.lines().indexOf("fired http/1.1"));
    }

    @Clause("N14")
    @DisplayName("N14: a peer that cannot be verified fails it with HandshakeFailed, because of what TLS says")
    void unverifiedPeersFail() throws Exception {
        start();
        int port = listen("");

        connectIn(port, "");

        journal.await("failed");
        assertThat(failure).isExactlyInstanceOf(HandshakeFailed.class).hasCauseInstanceOf(SSLException.class);
        assertThat(journal.lines()).noneMatch(line -> line.startsWith("fired"));
    }

    @Clause("N14")
    @DisplayName("N14: the name to verify can be another than the host")
    void namesAreVerified() throws Exception {
        start();
        int port = listen("");
        String trusting = ":trustRoots=" + file("authority");

        connectIn(port, trusting + ":serverName=server.test");
        journal.await("fired null");
        connectIn(port, trusting + ":serverName=other.test");
        journal.await("failed");

        assertThat(failure).isExactlyInstanceOf(HandshakeFailed.class).hasCauseInstanceOf(SSLException.class);
    }

    @Clause("N14")
    @DisplayName("N14: a client shows its certificate to a server that asks for one, which refuses those without")
    void clientsShowTheirCertificate() throws Exception {
        start();
        int port = listen(":clientRoots=" + file("authority"));
        String trusting = ":trustRoots=" + file("authority");

        Protocol known = recordingTls("client");
        doInTurn(() -> connect(port, trusting + ":certificate=" + file("client"), known));
        journal.await("fired null");
        doInTurn(() -> known.transport().write("hello".getBytes(US_ASCII)));
        journal.await("server data hello");
        connectIn(port, trusting);

        journal.await("client lost");
    }

    @Clause("N14")
    @DisplayName(
            "N14: cancelled during the handshake, it fails with CancellationException, and the connection is aborted")
    void mayBeCancelledInTheHandshake() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        Deferred<?>[] connecting = new Deferred<?>[1];
        doInTurn(() -> connecting[0] = connect(listener.address().getPort(), "", recordingTls("client")));
        listener.accept();
        journal.await("client made");

        doInTurn(() -> connecting[0].cancel());

        assertThat(journal.await("client lost")).containsSubsequence("client made", "failed", "client lost");
        assertThat(failure).isExactlyInstanceOf(CancellationException.class);
    }

    @Clause("N14")
    @DisplayName("N14: a PROXY header comes before TLS")
    void proxiesSpeakFirst() throws Exception {
        start();
        int port = listenOn("haproxy:tls:0:127.0.0.1:certificate=" + file("server"));
        InetSocketAddress address = new InetSocketAddress(SocketHarness.loopback(), port);
        Peer raw = harness.connectPeer(address);

        raw.send("PROXY TCP4 192.0.2.9 192.0.2.10 4711 443\r\n");
        TlsPeer peer = TlsPeer.of(raw, TlsFiles.client(), address);
        peer.shakeHands().send("hello");

        journal.await("server data hello");
    }

    @Clause("N14")
    @DisplayName("N14: files that cannot be read are refused when the string is, with the place")
    void filesAreReadAtOnce() {
        assertThatThrownBy(() -> Endpoints.client(reactor, "tls:a:1:trustRoots=/nowhere.pem"))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageContainingAll("/nowhere.pem", "at 19");
        assertThatThrownBy(() -> Endpoints.server(reactor, "tls:1"))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageContaining("needs a certificate, or sni");
        assertThatThrownBy(() -> Endpoints.client(reactor, "tls:a:1:privateKey=/nowhere.pem"))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageContaining("needs a certificate");
    }

    // A directory of certificates.

    private void putCertificates(String... namesAndFiles) {
        for (int index = 0; index < namesAndFiles.length; index += 2) {
            TlsFiles.copy(namesAndFiles[index], directory.resolve(namesAndFiles[index + 1]));
        }
    }

    /** Whose certificate a client is shown that asks for a name. */
    private String shownFor(int port, String name) throws Exception {
        RecordingTls client = recordingTls("client of " + name);
        String trusting = ":trustRoots=" + file("authority") + ":serverName=" + Endpoints.quote(name);
        doInTurn(() -> connect(port, trusting, client));
        journal.await("client of " + name + " secured");
        return inTurn(() -> Objects.requireNonNull(client.transport().tlsSession())
                .getPeerPrincipal()
                .getName());
    }

    @Clause("N15")
    @DisplayName("N15: sni= is a directory of certificates by name, with one for all others")
    void certificatesHaveNames() throws Exception {
        start();
        putCertificates("elsewhere", "elsewhere.test.pem", "named", "_.wild.test.pem", "server", "DEFAULT.pem");
        Files.writeString(directory.resolve("notes.txt"), "no certificate");
        int port = listenOn("tls:0:127.0.0.1:sni=" + Endpoints.quote(directory.toString()));

        assertThat(shownFor(port, "elsewhere.test")).isEqualTo("CN=elsewhere");
        assertThat(shownFor(port, "any.wild.test")).isEqualTo("CN=named");
        assertThat(shownFor(port, "server.test")).isEqualTo("CN=server");
        assertThat(shownFor(port, "127.0.0.1")).isEqualTo("CN=server");
    }

    @Clause("N15")
    @DisplayName("N15: certificate= is shown to all others in place of the directory's, and a star is one, too")
    void certificatesMayBeBoth() throws Exception {
        start();
        putCertificates("named", "*.wild.test.pem", "elsewhere", "DEFAULT.pem");
        int port = listen(":sni=" + Endpoints.quote(directory.toString()));

        assertThat(shownFor(port, "any.wild.test")).isEqualTo("CN=named");
        assertThat(shownFor(port, "server.test")).isEqualTo("CN=server");
    }

    @Clause("N15")
    @DisplayName("N15: a directory that cannot be used is refused when the string is read, with the place and the file")
    void directoriesAreReadAtOnce() throws Exception {
        String inDirectory = "tls:0:sni=" + Endpoints.quote(directory.toString());

        assertRefused("tls:0:sni=/nowhere", "cannot read /nowhere");
        assertRefused(inDirectory, "there is no DEFAULT.pem in " + directory);
        putCertificates("server", "DEFAULT.pem");
        Files.writeString(directory.resolve("other.test.pem"), "half of it");
        assertRefused(inDirectory, "other.test.pem");
        Files.delete(directory.resolve("other.test.pem"));
        putCertificates("named", "no name.pem");
        assertRefused(inDirectory, "'no name'");
        Files.delete(directory.resolve("no name.pem"));
        putCertificates("named", "_.wild.test.pem", "elsewhere", "*.wild.test.pem");
        assertRefused(inDirectory, "another certificate for *.wild.test");
    }

    private void assertRefused(String description, String why) {
        assertThatThrownBy(() -> Endpoints.server(reactor, description))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageContainingAll("sni: ", why, "at 10", description);
    }
}
