package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.tck.ChildJvm.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Section I of the contract: what a process is started with. */
public abstract class InheritedContract extends ReactorContract {

    private static final String ADOPTED_BEFORE = "it was adopted before";

    /** Starts a command whose descriptor 0 is one end of a connection, and is itself the other end: lines in, lines out. */
    private static final String CONNECTED = """
        import socket, subprocess, sys, threading
        ours, theirs = socket.socketpair() if sys.argv[1] == 'unix' else pair()
        child = subprocess.Popen(sys.argv[2:], stdin=theirs, stdout=subprocess.DEVNULL)
        theirs.close()
        ours.sendall(b'abc')
        got = b''
        while len(got) < 3: got += ours.recv(3)
        print(got.decode(), flush=True)
        ours.sendall(b'x')
        print(len(ours.recv(1)), flush=True)
        ours.close()
        sys.exit(child.wait())
        """;

    private static final String PAIR = """
        def pair():
            import socket
            server = socket.create_server(('127.0.0.1', 0))
            ours = socket.create_connection(server.getsockname())
            return ours, server.accept()[0]
        """;

    /** Starts a command whose descriptor 0 is a socket that listens, and says at which port. */
    private static final String LISTENING = """
        import socket, subprocess, sys
        server = socket.create_server(('127.0.0.1', 0))
        print(server.getsockname()[1], flush=True)
        sys.exit(subprocess.call(sys.argv[1:], stdin=server, stdout=subprocess.DEVNULL))
        """;

    /** Where the program says what it is told. */
    @TempDir
    private Path directory;

    private Path told;

    /** For subclasses. */
    protected InheritedContract() {}

    @BeforeEach
    final void chooseFile() {
        told = directory.resolve("told");
    }

    /** A program that starts ours, by a script that makes the socket. */
    private Process startBy(String script, String... arguments) throws IOException {
        assumeTrue(harness.hasFiles(), "in a world of memory nothing is inherited");
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
        command.addAll(List.of(arguments));
        command.addAll(ChildJvm.command(
                InheritedProgram.class, harness.provider().getClass().getName(), "socket", told.toString()));
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException missing) {
            assumeTrue(false, "this machine has no python3, which makes the socket");
            throw missing;
        }
    }

    /** What it was told, when it has ended well. The JDK has closed its standard error with the socket. */
    private List<String> toldTo(Process process) throws Exception {
        assertThat(process.waitFor())
                .as(() -> process.errorReader(UTF_8).lines().toList().toString())
                .isZero();
        return Files.readAllLines(told);
    }

    @Clause("I13")
    @DisplayName("I13: descriptor 0 that is a connection of TCP is served, once, and adopted once")
    void servesAConnection() throws Exception {
        assertServesAConnection("tcp");
    }

    @Clause("I13")
    @DisplayName("I13: descriptor 0 that is a connection of a UNIX socket is served, too")
    void servesAUnixConnection() throws Exception {
        assertServesAConnection("unix");
    }

    private void assertServesAConnection(String kind) throws Exception {
        Process process = startBy(PAIR + CONNECTED, kind);
        List<String> errors = toldTo(process);

        assertThat(errors).hasSize(3).endsWith("lost ConnectionDone", "returned");
        assertThat(errors.getFirst()).contains("inherited socket").contains(ADOPTED_BEFORE);
        assertThat(process.inputReader(UTF_8).lines()).containsExactly("abc", "0");
    }

    @Clause("I13")
    @DisplayName("I13: descriptor 0 that listens is a port as any other")
    void servesAPort() throws Exception {
        Process process = startBy(LISTENING);
        int port = Integer.parseInt(process.inputReader(UTF_8).readLine());

        Peer first = harness.connectPeer(new InetSocketAddress(SocketHarness.loopback(), port));
        Peer second = harness.connectPeer(new InetSocketAddress(SocketHarness.loopback(), port));
        first.send("abc");
        second.send("def");
        assertThat(first.receive(3)).isEqualTo("abc");
        assertThat(second.receive(3)).isEqualTo("def");
        first.send("q");

        assertThat(toldTo(process)).contains("lost ConnectionLost", "returned");
    }

    @Clause("I13")
    @DisplayName(
            "I13: where there is no socket, that is told, with how there would be one, and the factory is not started")
    void tellsOfNoSocket() {
        Factory factory = new RecordingFactory(journal, "factory", () -> recording("server"));

        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> reactor.adoptInheritedSocket(factory))
                .withMessageContaining(harness.hasFiles() ? "StandardInput=socket" : "nothing is inherited");

        assertThat(journal.lines()).isEmpty();
        Endpoints.server(reactor, "inherit:").listen(factory).addErrorConsumer(failure -> {
            assertThat(failure.getCause()).isInstanceOf(CannotListenException.class);
            journal.add("failed");
        });
        journal.await("failed");
    }

    @Clause("I14")
    @DisplayName("I14: standard input comes back on standard output, and its end is the peer's end of stream")
    void streamsAreAConnection() throws Exception {
        assumeRealStreams();
        try (ChildJvm program = startWithStreams()) {
            program.writeLine("abc");
            assertThat(program.readLine()).isEqualTo("abc");
            program.endInput();

            assertEnded(program.await(), "lost ConnectionDone");
        }
    }

    @Clause("I14")
    @DisplayName("I14: loseConnection ends standard output, and the loss is told though standard input goes on")
    void streamsCanBeClosed() throws Exception {
        assumeRealStreams();
        try (ChildJvm program = startWithStreams()) {
            program.writeLine("x");

            assertEnded(program.await(), "lost ConnectionDone");
        }
    }

    @Clause("I14")
    @DisplayName("I14: the stop does not wait for standard input, nor leave a thread that reads from it")
    void stopDoesNotWaitForInput() throws Exception {
        assumeRealStreams();
        try (ChildJvm program = startWithStreams()) {
            program.writeLine("q");

            assertEnded(program.await(), "lost ConnectionLost");
        }
    }

    private void assumeRealStreams() {
        assumeTrue(harness.hasFiles(), "in another JVM there is no world of memory");
    }

    private ChildJvm startWithStreams() {
        return ChildJvm.start(
                InheritedProgram.class, harness.provider().getClass().getName(), "streams");
    }

    private static void assertEnded(Outcome outcome, String lost) {
        assertThat(outcome.err()).hasSize(3).endsWith(lost, "returned");
        assertThat(outcome.err().getFirst()).contains("standard streams").contains("adopted before");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isZero();
    }
}
