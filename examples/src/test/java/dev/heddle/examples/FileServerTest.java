package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.Reactors;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tck.ChildJvm;
import dev.heddle.testing.MemoryPeer;
import dev.heddle.testing.MemoryWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileServerTest {

    private static final ListenOptions ON_LOOPBACK =
            ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
    private static final String END = " HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String LAST = " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path parent;

    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectories(parent.resolve("root"));
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(parent.resolve("secret.txt"), "secret");
        write("index.html", "<p>home");
        write("a b.txt", "spaced");
        write("sub/index.html", "<p>sub");
        Files.createSymbolicLink(root.resolve("out"), parent.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("in"), root.resolve("a b.txt"));
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(root.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-03T04:05:06.789Z")));
    }

    /** All that a server answers to {@code requests}, up to its end of stream, without the times of the answers. */
    private String ask(String backend, String requests) throws Exception {
        try (Reactor reactor = Reactors.create(backend)) {
            TcpListeningPort port = reactor.listenTcp(0, FileServer.factory(List.of(reactor), root), ON_LOOPBACK);
            reactor.start();
            return ask(port.address().getPort(), requests);
        }
    }

    private static String ask(int port, String requests) throws IOException {
        try (Socket client = Loopback.connect(port)) {
            client.getOutputStream().write(requests.getBytes(ISO_8859_1));
            String answers = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
            return answers.replaceAll("Date: [A-Z][a-z]{2}, [0-9]{2} [^\r]* GMT\r\n", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void answersOneRequestAfterTheOtherInOrder(String backend) throws Exception {
        String answers =
                ask(backend, "GET /" + END + "HEAD /a%20b.txt" + END + "GET /none" + END + "GET /sub/?q" + LAST);

        String modified = "Last-Modified: Sat, 03 Feb 2024 04:05:06 GMT\r\nAccept-Ranges: bytes\r\n";
        assertThat(answers)
                .isEqualTo("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + modified
                        + "Content-Type: text/html; charset=utf-8\r\nContent-Length: 7\r\n\r\n<p>home"
                        + "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + modified
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 6\r\n\r\n"
                        + "HTTP/1.1 404 Not Found\r\nConnection: keep-alive\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 37\r\n\r\n"
                        + "404 Not Found: there is no such file\n"
                        + "HTTP/1.1 200 OK\r\nConnection: close\r\n" + modified
                        + "Content-Type: text/html; charset=utf-8\r\nContent-Length: 6\r\n\r\n<p>sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void sendsLargeFilesWhole(String backend) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        Files.write(root.resolve("large"), content);

        String answer = ask(backend, "GET /large" + LAST);

        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({
        "'Sat, 03 Feb 2024 04:05:06 GMT', 304 Not Modified",
        "'Sat, 03 Feb 2024 04:05:07 GMT', 304 Not Modified",
        "'Sat, 03 Feb 2024 04:05:05 GMT', 200 OK",
        "yesterday, 200 OK"
    })
    void sendsOnlyWhatIsNewer(String since, String status) throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: here\r\nIf-Modified-Since: " + since + "\r\n\r\n";

        String answers = ask("selector", request + "GET /none" + LAST);

        assertThat(answers).startsWith("HTTP/1.1 " + status + "\r\n").contains("HTTP/1.1 404 ");
        assertThat(answers.contains("<p>home")).isEqualTo(status.startsWith("200"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-2, 'bytes 0-2/7', <p>",
        "bytes=3-, 'bytes 3-6/7', home",
        "bytes=3-99, 'bytes 3-6/7', home",
        "bytes=0-, 'bytes 0-6/7', <p>home",
        "bytes=-4, 'bytes 3-6/7', home",
        "bytes=-99, 'bytes 0-6/7', <p>home",
        "bytes=7-, 'bytes */7', ''",
        "bytes=-0, 'bytes */7', ''"
    })
    void sendsTheBytesThatAreAskedFor(String range, String told, String content) throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: here\r\nRange: " + range + "\r\n\r\n";

        String answers = ask("selector", request + "GET /none" + LAST);

        assertThat(answers)
                .startsWith("HTTP/1.1 " + (content.isEmpty() ? "416 " : "206 "))
                .contains("\r\nContent-Length: " + content.length() + "\r\nContent-Range: " + told + "\r\n\r\n"
                        + content + "HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Range: bytes=5-2",
                "GET / HTTP/1.1|Range: bytes=0-1,3-4",
                "GET / HTTP/1.1|Range: lines=1-2",
                "GET / HTTP/1.1|Range: bytes=0-1|If-Range: Sat, 03 Feb 2024 04:05:06 GMT",
                "HEAD / HTTP/1.1|Range: bytes=0-1"
            })
    void sendsAllWhereItCannotSendARange(String request) throws Exception {
        String answers = ask("selector", request.replace("|", "\r\n") + "\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\nContent-Length: 7\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/sub/..%2f..%2fsecret.txt",
                "/sub/../../secret.txt",
                "//secret.txt",
                "/out",
                "/sub",
                "/./a%20b.txt"
            })
    void showsNothingElse(String path) throws Exception {
        assertThat(ask("selector", "GET " + path + LAST))
                .startsWith("HTTP/1.1 404 Not Found\r\n")
                .doesNotContain("\r\n\r\nsecret");
    }

    @Test
    void followsLinksInside() throws Exception {
        assertThat(ask("selector", "GET /in" + LAST)).endsWith("\r\n\r\nspaced");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /', 400",
        "'GET  / HTTP/1.1', 400",
        "'GET / HTTP/2.0', 505",
        "'GET / HTTP/1.1', 400",
        "'GET / HTTP/1.1|Host: a|Host: b', 400",
        "'GET / HTTP/1.1|Host: a| folded', 400",
        "'GET / HTTP/1.1|Host : a', 400",
        "'GET / HTTP/1.1|Host: a|Content-Length: 1', 413",
        "'GET / HTTP/1.1|Host: a|Transfer-Encoding: chunked', 413",
        "'POST / HTTP/1.1|Host: a', 501",
        "'GET home HTTP/1.1|Host: a', 400",
        "'GET /%zz HTTP/1.1|Host: a', 400",
        "'GET /%a HTTP/1.1|Host: a', 400",
        "'GET /%00 HTTP/1.1|Host: a', 400",
        "'GET /%ff HTTP/1.1|Host: a', 400"
    })
    void refusesWhatItDoesNotUnderstandAndCloses(String lines, String status) throws Exception {
        String answers = ask("selector", lines.replace("|", "\r\n") + "\r\n\r\nGET /" + END);

        assertThat(answers).startsWith("HTTP/1.1 " + status + " ").contains("\r\nConnection: close\r\n");
        assertThat(answers).doesNotContain("home");
    }

    @ParameterizedTest
    @CsvSource({"Connection: keep-alive, keep-alive", "X: y, close"})
    void keepsOldClientsOnlyIfTheyAsk(String header, String connection) throws Exception {
        String answers = ask("selector", "GET / HTTP/1.0\r\n" + header + "\r\n\r\nGET / HTTP/1.0\r\n\r\n");

        assertThat(answers).contains("\r\nConnection: " + connection + "\r\n");
        assertThat(answers.split("<p>home", -1)).hasSize(connection.equals("close") ? 2 : 3);
    }

    @Test
    void takesTargetsWithAHost() throws Exception {
        assertThat(ask("selector", "GET http://here/sub/" + END + "GET http://here" + LAST))
                .contains("<p>sub")
                .endsWith("<p>home");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void boundsWhatARequestHolds(int lines) throws Exception {
        String header = "X: " + "y".repeat(9_000 / lines) + "\r\n";

        assertThat(ask("selector", "GET / HTTP/1.1\r\n" + header.repeat(lines))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void endsConnectionsThatAskForNothing() throws Exception {
        MemoryWorld world = new MemoryWorld();
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            TcpListeningPort port = reactor.listenTcp(0, FileServer.factory(List.of(reactor), root), ON_LOOPBACK);
            reactor.start();
            try (MemoryPeer client = MemoryPeer.connect(world, port.address())) {
                long begun = world.nanoTime();
                client.send("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1));

                assertThat(catchReset(client)).isTrue();
                assertThat(world.nanoTime() - begun).isEqualTo(FileConnection.REQUEST_LIMIT.toNanos());
            }
        }
    }

    private static boolean catchReset(MemoryPeer client) {
        try {
            client.receiveToEnd();
            return false;
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Test
    void namesADirectoryThatIsNone() throws Exception {
        ChildJvm.Outcome outcome = Child.run(
                "selector", FileServer.class, parent.resolve("nowhere").toString());

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().getFirst()).startsWith("fileserver: DIRECTORY must be a directory, not '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void runsAsAProgram(String backend) throws Exception {
        try (ChildJvm server = Child.start(backend, FileServer.class, root.toString(), "0")) {
            String line = server.readLine();

            assertThat(ask(Integer.parseInt(line.replaceFirst(".* port ", "")), "GET /" + LAST))
                    .endsWith("<p>home");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void servesOnSeveralReactors(String backend) throws Exception {
        try (ChildJvm server = Child.start(backend, FileServer.class, root.toString(), "0", "--group", "3")) {
            int port = Integer.parseInt(server.readLine().replaceFirst(".* port ", ""));

            for (int connection = 0; connection < 6; connection++) {
                assertThat(ask(port, "GET /" + LAST)).endsWith("<p>home");
            }
        }
    }

    @Test
    void namesACertificateThatIsNone() throws Exception {
        ChildJvm.Outcome outcome =
                Child.run("selector", FileServer.class, root.toString(), "0", "--certificate", "/nowhere.pem");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).singleElement().asString().startsWith("fileserver: cannot read /nowhere.pem");
    }
}
