package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.examples.FileServer;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class FileServerPeerTest {

    @TempDir
    private Path root;

    private ChildJvm start(String backend, String... options) {
        List<String> jvm = List.of("-Dheddle.reactor=" + backend, "-cp", System.getProperty("java.class.path"));
        List<String> args = new ArrayList<>(List.of(root.toString(), "0"));
        args.addAll(List.of(options));
        return ChildJvm.startWith(jvm, FileServer.class, args.toArray(String[]::new));
    }

    private static int portOf(ChildJvm server) throws Exception {
        return Integer.parseInt(server.readLine().replaceFirst(".* port ", ""));
    }

    private static Program.Outcome curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS"));
        command.addAll(List.of(arguments));
        return Program.run("", command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("curl gets two files over one connection, and is told of a third one that it is not there")
    void servesCurl(String backend) throws Exception {
        try (ChildJvm server = start(backend)) {
            assertServesFiles("http://127.0.0.1:" + portOf(server) + "/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("curl gets the same over TLS, and verifies the server")
    void servesCurlOverTls(String backend) throws Exception {
        String file = TlsFiles.file("server").toString();
        try (ChildJvm server = start(backend, "--certificate", file, "--key", file)) {
            int port = portOf(server);
            String authority = TlsFiles.file("authority").toString();
            String here = "server.test:" + port + ":127.0.0.1";

            assertServesFiles("https://server.test:" + port + "/", "--cacert", authority, "--resolve", here);

            assertThat(curl("--resolve", here, "https://server.test:" + port + "/")
                            .status())
                    .as("curl's status for a certificate that it does not trust")
                    .isEqualTo(60);
        }
    }

    /** Has curl get some, as {@code options} say. */
    private void assertServesFiles(String address, String... options) throws Exception {
        byte[] large = new byte[50_000_000];
        new Random(5).nextBytes(large);
        Files.write(root.resolve("large"), large);
        Files.writeString(root.resolve("small.txt"), "small");
        Path received = root.resolve("received");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-w", " %{http_code} %{num_connects} %{size_download}\n", "-o", received.toString()));
        arguments.addAll(List.of(address + "large", address + "small.txt", address + "none"));

        Program.Outcome outcome = curl(arguments.toArray(String[]::new));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .isEqualTo(" 200 1 50000000\nsmall 200 0 5\n404 Not Found: there is no such file\n 404 0 37\n");
        assertThat(Files.mismatch(received, root.resolve("large"))).isEqualTo(-1);

        List<String> head = new ArrayList<>(List.of(options));
        head.addAll(List.of("-I", address + "large", "--next"));
        head.addAll(List.of(options));
        head.addAll(List.of("-sS", "-r", "2-4", address + "small.txt"));
        assertThat(curl(head.toArray(String[]::new)).out())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Length: 50000000\r\n")
                .endsWith("\r\n\r\nall");
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("100 connections of wrk's ask two reactors as fast as they can for 10 s, and none has an error")
    void servesWrk(String backend) throws Exception {
        Files.writeString(root.resolve("index.html"), "<p>Hello".repeat(100));
        try (ChildJvm server = start(backend, "--group", "2")) {
            String address = "http://127.0.0.1:" + portOf(server) + "/";

            Program.Outcome outcome = Program.run("", "wrk", "-t", "1", "-c", "100", "-d", "10", address);

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out())
                    .contains("requests in")
                    .doesNotContain(" 0 requests in", "Socket errors", "Non-2xx");
        }
    }
}
