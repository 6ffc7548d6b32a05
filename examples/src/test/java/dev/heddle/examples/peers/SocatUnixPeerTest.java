package dev.heddle.examples.peers;

import static dev.heddle.examples.peers.Echo.MEGABYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class SocatUnixPeerTest {

    private static final long LIMIT_SECONDS = 50;

    @TempDir
    private Path directory;

    /** Sends a text and its end, and keeps what comes back. */
    private static final class Asking extends Protocol {

        private final String text;
        private final CompletableFuture<String> answer;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        Asking(String text, CompletableFuture<String> answer) {
            this.text = text;
            this.answer = answer;
        }

        @Override
        public void connectionMade() {
            transport().write(text.getBytes(StandardCharsets.US_ASCII));
            transport().loseWriteConnection();
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            byte[] some = new byte[bytes.remaining()];
            bytes.get(some);
            received.writeBytes(some);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            answer.complete(received.toString(StandardCharsets.US_ASCII));
        }
    }

    /** Tries again until there is somebody. */
    private record Persistent(Reactor reactor, CompletableFuture<String> answer) implements ClientFactory {

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Asking(MEGABYTE, answer);
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            reactor.callLater(Duration.ofMillis(10), connector::connect);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a megabyte of socat's comes back to it over a UNIX socket")
    void echoesOverUnix(String backend) throws Exception {
        Path path = directory.resolve("socket");
        try (Reactor reactor = Reactors.create(backend)) {
            reactor.listenUnix(path, Factory.of(Echo::new));
            reactor.start();

            Program.Outcome outcome = Program.run(MEGABYTE, "socat", "-t", "30", "-", "UNIX-CONNECT:" + path);

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(MEGABYTE);
        }
        assertThat(path).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("socat's echo sends a megabyte of ours back; it is not taken over while it lives, and is when it was"
            + " killed")
    void connectsToSocat(String backend) throws Exception {
        Path path = directory.resolve("socket");
        try (Reactor reactor = Reactors.create(backend)) {
            reactor.start();
            try (Program socat = Program.start("socat", "UNIX-LISTEN:" + path + ",fork", "EXEC:cat")) {
                assertThat(echoed(reactor, path)).isEqualTo(MEGABYTE);
                assertThatExceptionOfType(Exception.class)
                        .isThrownBy(() -> listen(reactor, path))
                        .withCauseInstanceOf(CannotListenException.class);
                // What asked whether a server answers was a connection too: once a later one was served, socat has
                // forked for both, and when those have ended nobody but socat itself holds the socket.
                assertThat(echoed(reactor, path)).isEqualTo(MEGABYTE);
                socat.awaitChildren();
                socat.kill();
            }
            assertThat(path).exists();
            listen(reactor, path);
        }
    }

    private static String echoed(Reactor reactor, Path path) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        reactor.callFromThread(() -> reactor.connectUnix(path, new Persistent(reactor, answer)));
        return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void listen(Reactor reactor, Path path) throws Exception {
        reactor.blockingCallFromThread(() -> reactor.listenUnix(path, Factory.of(Echo::new)));
    }
}
