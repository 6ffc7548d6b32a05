package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {

    private static final String LISTENING = "Listening on 127.0.0.1 port ";

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void serverSendsEveryByteBack(String backend) throws Exception {
        byte[] sent = "some bytes".repeat(1_000).getBytes(UTF_8);
        try (ChildJvm server = Child.start(backend, EchoServer.class, "0");
                Socket client = Loopback.connect(portOf(server))) {
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            byte[] received = client.getInputStream().readAllBytes();

            assertThat(received).isEqualTo(sent);
        }
    }

    /** The port may be taken on this machine; then the message names it. */
    @Test
    void serverListensOnPort7007IfNotToldOtherwise() throws Exception {
        try (ChildJvm server = Child.start("selector", EchoServer.class)) {
            String said;
            try {
                said = server.readLine();
            } catch (IOException ended) {
                said = ended.getMessage();
            }

            assertThat(said).containsAnyOf(LISTENING + "7007", "cannot listen on 127.0.0.1:7007");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void serverNamesAPortThatIsTaken(String backend) throws Exception {
        try (ServerSocket taken = Loopback.listen()) {
            Outcome outcome = Child.run(backend, EchoServer.class, "" + taken.getLocalPort());

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err())
                    .singleElement()
                    .asString()
                    .startsWith("echoserver: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void clientSendsItsTextAndPrintsTheAnswer(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                ChildJvm child = Child.start(
                        backend, EchoClient.class, "127.0.0.1", "" + server.getLocalPort(), "two", "words");
                Socket connection = Loopback.accept(server)) {
            String asked = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8)).readLine();
            connection.getOutputStream().write("an answer\nand more".getBytes(UTF_8));

            Outcome outcome = child.await();

            assertThat(asked).isEqualTo("two words");
            assertThat(outcome).isEqualTo(new Outcome(0, List.of("an answer"), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void clientFailsIfTheServerEndsBeforeTheLineDoes(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                ChildJvm child = Child.start(backend, EchoClient.class, "127.0.0.1", "" + server.getLocalPort())) {
            try (Socket connection = Loopback.accept(server)) {
                connection.getInputStream().read();
                connection.getOutputStream().write("half".getBytes(UTF_8));
            }

            Outcome outcome = child.await();

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).containsExactly("echoclient: the connection ended before the answer did");
        }
    }

    private static int portOf(ChildJvm server) throws IOException {
        String line = server.readLine();
        assertThat(line).startsWith(LISTENING);
        return Integer.parseInt(line.substring(LISTENING.length()));
    }
}
