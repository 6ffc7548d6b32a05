package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import dev.heddle.tck.TlsFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsEchoTest {

    private static final String LISTENING = "Listening on 127.0.0.1 port ";

    private final Path certificate = TlsFiles.file("server");

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void sendsEveryByteBack(String backend) throws Exception {
        byte[] sent = "some bytes".repeat(1_000).getBytes(UTF_8);
        try (ChildJvm server = start(backend, "0");
                SSLSocket client = connect(portOf(server))) {
            client.getOutputStream().write(sent);

            byte[] received = client.getInputStream().readNBytes(sent.length);

            assertThat(received).isEqualTo(sent);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesAPortThatIsTaken(String backend) throws Exception {
        try (ServerSocket taken = Loopback.listen();
                ChildJvm server = start(backend, "" + taken.getLocalPort())) {
            assertRefused(server.await(), "tlsecho: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesAFileThatIsNoCertificate(String backend) throws Exception {
        Outcome outcome = Child.run(backend, TlsEcho.class, "0", "/nowhere.pem", certificate.toString());

        assertRefused(outcome, "tlsecho: cannot read /nowhere.pem");
    }

    private ChildJvm start(String backend, String port) {
        return Child.start(backend, TlsEcho.class, port, certificate.toString(), certificate.toString());
    }

    private static int portOf(ChildJvm server) throws IOException {
        String line = server.readLine();
        assertThat(line).startsWith(LISTENING);
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    private static void assertRefused(Outcome outcome, String why) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().startsWith(why);
    }

    /** A socket of the JDK's, which trusts who signed the certificate, and verifies whose it is. */
    private static SSLSocket connect(int port) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority", TlsFiles.authority().certificates().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        Socket plain = Loopback.connect(port);
        SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
        SSLParameters verifying = client.getSSLParameters();
        verifying.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(verifying);
        return client;
    }
}
