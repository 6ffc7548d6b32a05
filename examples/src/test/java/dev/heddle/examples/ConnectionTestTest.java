package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTestTest {

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void tellsThatItConnectedAndDisconnects(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                ChildJvm child = Child.start(backend, ConnectionTest.class, "127.0.0.1", "" + server.getLocalPort())) {
            int received = Loopback.accept(server).getInputStream().read();

            Outcome outcome = child.await();

            assertThat(received).isEqualTo(-1);
            assertThat(outcome)
                    .isEqualTo(new Outcome(0, List.of("Connected to port " + server.getLocalPort()), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void tellsThatItWasRefused(String backend) throws Exception {
        try (Socket deaf = Loopback.holdPort()) {
            int port = deaf.getLocalPort();

            Outcome outcome = Child.run(backend, ConnectionTest.class, "127.0.0.1", "" + port);

            String reason = "connection to 127.0.0.1:" + port + " was refused";
            assertThat(outcome)
                    .isEqualTo(new Outcome(1, List.of("Error connecting to port " + port + ": " + reason), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesAHostThatDoesNotResolve(String backend, @TempDir Path folder) throws Exception {
        Path noHosts = Files.createFile(folder.resolve("hosts"));
        List<String> options =
                List.of("-Dheddle.reactor=" + backend, "-Djdk.net.hosts.file=" + noHosts, "-cp", Child.classPath());

        try (ChildJvm child = ChildJvm.startWith(options, ConnectionTest.class, "nowhere.invalid", "80")) {
            Outcome outcome = child.await();

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out())
                    .singleElement()
                    .asString()
                    .startsWith("Error connecting to port 80: ")
                    .contains("nowhere.invalid");
            assertThat(outcome.err()).isEmpty();
        }
    }
}
