package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.examples.FileServer;
import dev.heddle.tck.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class FileServerPeerTest {

    @TempDir
    private Path root;

    private ChildJvm start(String backend) {
        List<String> options = List.of("-Dheddle.reactor=" + backend, "-cp", System.getProperty("java.class.path"));
        return ChildJvm.startWith(options, FileServer.class, root.toString(), "0");
    }

    private static String addressOf(ChildJvm server) throws Exception {
        return "http://127.0.0.1:" + server.readLine().replaceFirst(".* port ", "") + "/";
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("curl gets two files over one connection, and is told of a third one that it is not there")
    void servesCurl(String backend) throws Exception {
        String large = "0123456789abcdef".repeat(65_536);
        Files.writeString(root.resolve("large.txt"), large);
        Files.writeString(root.resolve("small.txt"), "small");
        try (ChildJvm server = start(backend)) {
            String address = addressOf(server);

            Program.Outcome outcome = Program.run(
                    "",
                    "curl",
                    "-sS",
                    "-w",
                    " %{http_code} %{num_connects}\n",
                    address + "small.txt",
                    address + "large.txt",
                    address + "none");

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out())
                    .isEqualTo("small 200 1\n" + large + " 200 0\n404 Not Found: there is no such file\n 404 0\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("100 connections of wrk's ask as fast as they can for 10 s, and none has an error")
    void servesWrk(String backend) throws Exception {
        Files.writeString(root.resolve("index.html"), "<p>Hello".repeat(100));
        try (ChildJvm server = start(backend)) {
            Program.Outcome outcome = Program.run("", "wrk", "-t", "1", "-c", "100", "-d", "10", addressOf(server));

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out())
                    .contains("requests in")
                    .doesNotContain(" 0 requests in", "Socket errors", "Non-2xx");
        }
    }
}
