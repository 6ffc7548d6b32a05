package dev.heddle.examples.peers;

import static dev.heddle.examples.peers.Echo.MEGABYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain streams to and from those of Twisted. */
@Tag("peers")
class TwistedEchoPeerTest {

    private static final String PYTHON = "/usr/bin/python3";

    /** Sends a megabyte, and closes when as much has come back. */
    private static final class Asking extends Protocol {

        private final CompletableFuture<String> answer;
        private final StringBuilder received = new StringBuilder();

        Asking(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void connectionMade() {
            transport().write(MEGABYTE.getBytes(US_ASCII));
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            received.append(US_ASCII.decode(bytes));
            if (received.length() == MEGABYTE.length()) {
                transport().loseConnection();
            }
        }

        @Override
        public void connectionLost(CloseReason reason) {
            answer.complete(received.toString());
        }
    }

    private static String script() throws Exception {
        return Path.of(Objects.requireNonNull(TwistedEchoPeerTest.class.getResource("/peers/echo.py"))
                        .toURI())
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a client of Twisted's gets back the megabyte that it sent")
    void servesTwisted(String backend) throws Exception {
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        try (Reactor reactor = Reactors.create(backend)) {
            TcpListeningPort port = reactor.listenTcp(0, Factory.of(Echo::new), onLoopback);
            reactor.start();

            Program.Outcome outcome = Program.run(
                    MEGABYTE, PYTHON, script(), "ask", "" + port.address().getPort());

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(MEGABYTE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("Twisted's own echo sends back a megabyte")
    void asksTwisted(String backend) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (Reactor reactor = Reactors.create(backend);
                Program server = Program.start(PYTHON, script(), "serve")) {
            int port = Integer.parseInt(Objects.requireNonNull(server.readLine()));
            reactor.connectTcp("127.0.0.1", port, ClientFactory.of(() -> new Asking(answer)));
            reactor.start();

            assertThat(answer.get(50, TimeUnit.SECONDS)).isEqualTo(MEGABYTE);
        }
    }
}
