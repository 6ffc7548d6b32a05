package dev.heddle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.EchoTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With servers that do it wrong. */
@Timeout(120)
class TlsClientsTest {

    private final SSLContext context = EchoTls.newContext();

    private interface Service {

        void serve(SSLSocket client) throws IOException;
    }

    /** A server of one connection. */
    private SSLServerSocket serve(Service service) throws IOException {
        SSLServerSocket port = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            try (SSLSocket client = (SSLSocket) port.accept()) {
                service.serve(client);
            } catch (IOException closed) {
                // the client has what the test is about
            }
        });
        return port;
    }

    private static InetSocketAddress addressOf(SSLServerSocket port) {
        return (InetSocketAddress) port.getLocalSocketAddress();
    }

    @Test
    void anAnswerThatIsAnotherIsAFailure() throws IOException {
        try (SSLServerSocket port = serve(client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message);
                    client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message); // once more
                });
                TlsClients clients = new TlsClients(addressOf(port), context, 1, 64)) {
            assertThatThrownBy(() -> clients.roundTrips(2)).hasMessageContaining("message 2 came back as another one");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsAFailure() throws IOException {
        try (SSLServerSocket port = serve(client ->
                        client.getOutputStream().write(client.getInputStream().readNBytes(64), 0, 10));
                TlsClients clients = new TlsClients(addressOf(port), context, 1, 64)) {
            assertThatThrownBy(() -> clients.roundTrips(1)).hasMessageContaining("after 10 bytes of message 1");
        }
    }

    @Test
    void aServerWithoutTlsOfThatVersionIsAFailure() throws IOException {
        try (SSLServerSocket port = serve(client -> {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.startHandshake();
        })) {
            assertThatThrownBy(() -> new TlsClients(addressOf(port), context, 1, 64))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot connect to");
        }
    }
}
