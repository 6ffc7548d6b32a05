package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.tck.TlsFiles;
import dev.heddle.tls.HandshakeListener;
import dev.heddle.tls.TlsServer;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openssl s_client} against a server of ours. */
@Tag("peers")
@SuppressWarnings("try") // a reactor serves until it is closed, and a program is killed by closing it
class OpenSslClientPeerTest {

    private final BlockingQueue<CloseReason> reasons = new LinkedBlockingQueue<>();

    /** Answers the first line, says what was agreed on, and closes. */
    private final class Answer extends Protocol implements HandshakeListener {

        private String agreed = "nothing";

        @Override
        public void handshakeCompleted() {
            agreed = String.valueOf(transport().negotiatedProtocol());
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            String text = StandardCharsets.US_ASCII.decode(bytes).toString();
            transport()
                    .write(("answer to " + text.strip() + " by " + agreed + "\n").getBytes(StandardCharsets.US_ASCII));
            transport().loseConnection();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            reasons.add(reason);
        }
    }

    private static Reactor listen(
            String backend, StreamOptions options, Supplier<Protocol> protocols, List<Integer> ports) {
        Reactor reactor = Reactors.create(backend);
        ListenOptions onLoopback = ListenOptions.defaults()
                .withBindAddress(InetAddress.getLoopbackAddress())
                .withStream(options);
        ports.add(reactor.listenTcp(0, Factory.of(protocols), onLoopback)
                .address()
                .getPort());
        reactor.start();
        return reactor;
    }

    private Program.Outcome talk(String backend, TlsServer tls, String... options) throws Exception {
        List<Integer> ports = new ArrayList<>();
        try (Reactor reactor = listen(backend, StreamOptions.defaults().withTls(tls), Answer::new, ports)) {
            return connect(ports.getFirst(), options);
        }
    }

    private static Program.Outcome connect(int port, String... options) throws Exception {
        return Program.run("hello\n", command(port, options));
    }

    private static String[] command(int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-ign_eof",
                "-verify_return_error",
                "-CAfile",
                TlsFiles.file("authority").toString()));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2,TLSv1.2", "selector,-tls1_3,TLSv1.3", "loom,-tls1_2,TLSv1.2", "loom,-tls1_3,TLSv1.3"})
    @DisplayName("s_client verifies us and gets its answer, and then our end, in TLS 1.2 and 1.3")
    void answers(String backend, String option, String version) throws Exception {
        Program.Outcome outcome = talk(backend, TlsFiles.server(), option, "-verify_hostname", "server.test");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("answer to hello by null", version, "Verify return code: 0 (ok)", "closed");
        assertThat(reasons.poll(30, TimeUnit.SECONDS)).isInstanceOf(CloseReason.ConnectionDone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("s_client agrees with us on an application protocol, and is shown the certificate that it asks for")
    void agrees(String backend) throws Exception {
        TlsServer tls = TlsFiles.server()
                .withCertificate("*.wild.test", TlsFiles.certificate("named"))
                .withApplicationProtocols("two", "one");

        Program.Outcome outcome = talk(backend, tls, "-alpn", "one,two", "-servername", "a.wild.test");

        assertThat(outcome.out())
                .as(outcome.err())
                .contains("answer to hello by two", "ALPN protocol: two", "subject=CN = named");
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2", "selector,-tls1_3", "loom,-tls1_2", "loom,-tls1_3"})
    @DisplayName("s_client is let in with its certificate, and is told of its refusal without one")
    void requiresCertificates(String backend, String version) throws Exception {
        TlsServer tls = TlsFiles.server().requiringClients(TlsFiles.authority());
        String certificate = TlsFiles.file("client").toString();

        Program.Outcome known = talk(backend, tls, version, "-cert", certificate, "-key", certificate);
        Program.Outcome nobody = talk(backend, tls, version);

        assertThat(known.out()).as(known.err()).contains("answer to hello");
        assertThat(nobody.out()).doesNotContain("answer to hello");
        assertThat(nobody.err()).contains("alert");
    }

    @ParameterizedTest
    @CsvSource({"selector,-tls1_2", "selector,-tls1_3", "loom,-tls1_2", "loom,-tls1_3"})
    @DisplayName("s_client resumes its session with us")
    void resumes(String backend, String version, @TempDir Path directory) throws Exception {
        String session = directory.resolve("session.pem").toString();
        List<Integer> ports = new ArrayList<>();
        StreamOptions tls = StreamOptions.defaults().withTls(TlsFiles.server());
        try (Reactor reactor = listen(backend, tls, Answer::new, ports)) {
            Program.Outcome first = connect(ports.getFirst(), version, "-sess_out", session);
            Program.Outcome second = connect(ports.getFirst(), version, "-sess_in", session);

            assertThat(first.out()).as(first.err()).contains("New, TLSv1");
            assertThat(second.out()).as(second.err()).contains("Reused, TLSv1", "answer to hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("an s_client that is killed leaves a truncation behind, which is no end in order")
    void seesTruncation(String backend) throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        List<Integer> ports = new ArrayList<>();
        StreamOptions tls = StreamOptions.defaults().withTls(TlsFiles.server());
        Supplier<Protocol> patient = () -> new Patient(events, reasons);
        try (Reactor reactor = listen(backend, tls, patient, ports);
                Program client = Program.start(command(ports.getFirst()))) {
            client.write("half\n");
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("data");

            client.close();

            assertThat(reasons.poll(30, TimeUnit.SECONDS)).isInstanceOf(ConnectionLost.class);
        }
    }

    private static final class Patient extends Protocol {

        private final BlockingQueue<String> events;
        private final BlockingQueue<CloseReason> reasons;

        Patient(BlockingQueue<String> events, BlockingQueue<CloseReason> reasons) {
            this.events = events;
            this.reasons = reasons;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            events.add("data");
        }

        @Override
        public void connectionLost(CloseReason reason) {
            reasons.add(reason);
        }
    }

    /** As much of SMTP as it takes to begin TLS. */
    private static final class Mail extends LineOnlyReceiver {

        @Override
        public void connectionMade() {
            sendLine("220 ready");
        }

        @Override
        public void lineReceived(String line) {
            if (line.startsWith("EHLO")) {
                sendLine("250-here");
                sendLine("250 STARTTLS");
            } else if (line.equals("STARTTLS")) {
                sendLine("220 go ahead");
                transport().startTls(TlsFiles.server());
            } else {
                sendLine("221 " + line + " by " + transport().tlsSession());
                transport().loseConnection();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("s_client begins TLS with us in mid-stream, the way of mail")
    void startsTls(String backend) throws Exception {
        List<Integer> ports = new ArrayList<>();
        try (Reactor reactor = listen(backend, StreamOptions.defaults(), Mail::new, ports)) {
            Program.Outcome outcome = Program.run("quit\r\n", command(ports.getFirst(), "-starttls", "smtp"));

            assertThat(outcome.out()).as(outcome.err()).contains("221 quit by", "TLSv1.3", "Verify return code: 0");
        }
    }
}
