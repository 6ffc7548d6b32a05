package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.tck.ChildJvm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortForwarderTest {

    private static final String LISTENING = "Listening on 127.0.0.1 port ";

    private static int portOf(ChildJvm server) throws IOException {
        String line = server.readLine();
        assertThat(line).startsWith(LISTENING);
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    private static ChildJvm forwarder(String backend, int port) {
        return Child.start(backend, PortForwarder.class, "0", "127.0.0.1", "" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void bytesGoBothWaysAndHalvesEndOneByOne(String backend) throws Exception {
        byte[] question = new byte[3_000_000];
        byte[] answer = new byte[5_000_000];
        new Random(1).nextBytes(question);
        new Random(2).nextBytes(answer);
        try (ServerSocket server = Loopback.listen();
                ChildJvm forwarder = forwarder(backend, server.getLocalPort());
                Socket client = Loopback.connect(portOf(forwarder));
                Socket served = Loopback.accept(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> send(client, question), threads);

            assertThat(served.getInputStream().readAllBytes()).isEqualTo(question);
            asked.join();
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> send(served, answer), threads);

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer);
            answered.join();
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void resetsArePassedOn(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                ChildJvm forwarder = forwarder(backend, server.getLocalPort());
                Socket client = Loopback.connect(portOf(forwarder));
                Socket served = Loopback.accept(server)) {
            client.getOutputStream().write('x');
            assertThat(served.getInputStream().read()).isEqualTo('x');

            reset(served);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void aServerThatIsNotThereIsTold(String backend) throws Exception {
        try (Socket deaf = Loopback.holdPort();
                ChildJvm forwarder = forwarder(backend, deaf.getLocalPort());
                Socket client = Loopback.connect(portOf(forwarder))) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }
}
