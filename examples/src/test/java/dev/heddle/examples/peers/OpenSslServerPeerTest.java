package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.StreamOptions;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.tck.TlsFiles;
import dev.heddle.tls.HandshakeListener;
import dev.heddle.tls.TlsClient;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of ours against {@code openssl s_server}, which sends each line back, reversed. */
@Tag("peers")
class OpenSslServerPeerTest {

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /** What a client heard, in order. */
    private static final class Asking extends LineOnlyReceiver implements HandshakeListener {

        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        @Override
        public void connectionMade() {
            setDelimiter((byte) '\n');
            sendLine("hello");
        }

        @Override
        public void handshakeCompleted() {
            SSLSession session = Objects.requireNonNull(transport().tlsSession());
            heard.add(session.getProtocol());
            heard.add(String.valueOf(transport().negotiatedProtocol()));
            heard.add(session.getCreationTime());
            try {
                heard.add(((X509Certificate) session.getPeerCertificates()[0])
                        .getSubjectX500Principal()
                        .getName());
            } catch (SSLPeerUnverifiedException nobody) {
                throw new AssertionError(nobody);
            }
        }

        @Override
        public void lineReceived(String line) {
            heard.add(line);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            heard.add(reason);
        }

        Object next() throws InterruptedException {
            return Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS), "nothing was heard");
        }
    }

    private Program server(String... options) {
        String certificate = TlsFiles.file("server").toString();
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-rev",
                "-cert",
                certificate,
                "-key",
                certificate,
                "-CAfile",
                TlsFiles.file("authority").toString(),
                "-verify_return_error"));
        command.addAll(List.of(options));
        Program server = Program.start(command.toArray(String[]::new));
        open.add(server);
        return server;
    }

    private static int portOf(Program server) throws Exception {
        for (String line = server.readLine(); line != null; line = server.readLine()) {
            if (line.startsWith("ACCEPT ")) {
                return Integer.parseInt(
                        line.substring(line.lastIndexOf(':') + 1).strip());
            }
        }
        throw new AssertionError("s_server ended: " + server.err());
    }

    private Reactor reactor(String backend) {
        Reactor reactor = Reactors.create(backend);
        open.add(reactor);
        reactor.start();
        return reactor;
    }

    private static Asking ask(Reactor reactor, int port, TlsClient tls) throws Exception {
        Asking client = new Asking();
        ConnectOptions options =
                ConnectOptions.defaults().withStream(StreamOptions.defaults().withTls(tls));
        reactor.blockingCallFromThread(
                () -> reactor.connectTcp("127.0.0.1", port, ClientFactory.of(() -> client), options));
        return client;
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2,TLSv1.2", "selector,-tls1_3,TLSv1.3", "loom,-tls1_2,TLSv1.2", "loom,-tls1_3,TLSv1.3"})
    @DisplayName("s_server is verified, and answers, in TLS 1.2 and 1.3, and agrees on an application protocol")
    void answers(String backend, String option, String version) throws Exception {
        int port = portOf(server(option, "-alpn", "two,one"));

        Asking client = ask(reactor(backend), port, TlsFiles.client().withApplicationProtocols("one", "two"));

        assertThat(client.next()).isEqualTo(version);
        assertThat(client.next()).isEqualTo("two");
        assertThat(client.next()).isInstanceOf(Long.class);
        assertThat(client.next()).isEqualTo("CN=server");
        assertThat(client.next()).isEqualTo("olleh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("s_server is asked for a name, and shows the certificate of that")
    void asksForAName(String backend) throws Exception {
        String named = TlsFiles.file("named").toString();
        int port = portOf(server("-servername", "named.test", "-cert2", named, "-key2", named));

        Asking client = ask(reactor(backend), port, TlsFiles.client().withServerName("named.test"));

        assertThat(List.of(client.next(), client.next(), client.next(), client.next()))
                .contains("CN=named");
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2", "selector,-tls1_3", "loom,-tls1_2", "loom,-tls1_3"})
    @DisplayName("s_server lets us in with our certificate, and refuses us without one")
    void showsACertificate(String backend, String version) throws Exception {
        int port = portOf(server(version, "-Verify", "1"));
        Reactor reactor = reactor(backend);

        Asking known = ask(reactor, port, TlsFiles.client().withCertificate(TlsFiles.certificate("client")));
        Object answer = null;
        for (int count = 0; count < 5; count++) {
            answer = known.next();
        }
        reactor.blockingCallFromThread(() -> {
            known.transport().loseConnection();
            return null;
        });
        known.next();
        Asking nobody = ask(reactor, port, TlsFiles.client());

        assertThat(answer).isEqualTo("olleh");
        Object reason = nobody.next();
        while (!(reason instanceof CloseReason)) {
            assertThat(reason).isNotEqualTo("olleh");
            reason = nobody.next();
        }
        assertThat(reason).isInstanceOf(ConnectionLost.class);
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2", "selector,-tls1_3", "loom,-tls1_2", "loom,-tls1_3"})
    @DisplayName("our session with s_server is resumed")
    void resumes(String backend, String version) throws Exception {
        int port = portOf(server(version));
        Reactor reactor = reactor(backend);
        TlsClient tls = TlsFiles.client();

        Object first = sessionOf(reactor, port, tls);
        Object second = sessionOf(reactor, port, tls);

        assertThat(second).isEqualTo(first);
    }

    /** When it was made, which a resumed one keeps. */
    private static Object sessionOf(Reactor reactor, int port, TlsClient tls) throws Exception {
        Asking client = ask(reactor, port, tls);
        List<Object> heard = List.of(client.next(), client.next(), client.next(), client.next(), client.next());
        assertThat(heard).contains("olleh");
        reactor.blockingCallFromThread(() -> {
            client.transport().loseConnection();
            return null;
        });
        assertThat(client.next()).isInstanceOf(CloseReason.ConnectionDone.class);
        return heard.get(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("an s_server of another name is refused, and one that is killed leaves a truncation behind")
    void refuses(String backend) throws Exception {
        Program server = server();
        int port = portOf(server);
        Reactor reactor = reactor(backend);

        Asking wrong = ask(reactor, port, TlsFiles.client().withServerName("wrong.test"));
        assertThat(wrong.next()).isInstanceOf(ConnectionLost.class).asString().contains("wrong.test");
        Asking right = ask(reactor, port, TlsFiles.client());
        for (int count = 0; count < 5; count++) {
            right.next();
        }
        server.close();

        assertThat(right.next()).isInstanceOf(ConnectionLost.class);
    }
}
