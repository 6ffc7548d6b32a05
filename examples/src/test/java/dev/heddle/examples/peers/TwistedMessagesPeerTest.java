package dev.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.net.Transport;
import dev.heddle.protocols.LengthPrefixedReceiver;
import dev.heddle.protocols.LineReceiver;
import dev.heddle.protocols.NetstringReceiver;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers against those of Twisted. */
@Tag("peers")
class TwistedMessagesPeerTest {

    private static final String PYTHON = "/usr/bin/python3";

    private static final List<String> MESSAGES = List.of("one", "", "zw\u00f6lf", "x".repeat(15_000), ",:7", "end");

    private static final ListenOptions ON_LOOPBACK =
            ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());

    static Stream<Arguments> cases() {
        return Stream.of("selector", "loom")
                .flatMap(backend -> Stream.of("lines", "netstrings", "int32").map(kind -> Arguments.of(backend, kind)));
    }

    /** How messages are sent. */
    private interface Messages {
        void send(String message);
    }

    /** What is done when there is a connection, a message, and no connection any more. */
    private record Plot(Consumer<Messages> made, BiConsumer<Messages, String> told, Runnable lost) {}

    private static final class Lines extends LineReceiver {

        private final Plot plot;

        Lines(Plot plot) {
            this.plot = plot;
        }

        @Override
        public void connectionMade() {
            plot.made.accept(this::sendLine);
        }

        @Override
        protected void lineReceived(String line) {
            plot.told.accept(this::sendLine, line);
            closeAtEnd(transport(), line);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            plot.lost.run();
        }
    }

    private static final class Netstrings extends NetstringReceiver {

        private final Plot plot;

        Netstrings(Plot plot) {
            this.plot = plot;
        }

        private void send(String message) {
            sendMessage(message.getBytes(UTF_8));
        }

        @Override
        public void connectionMade() {
            plot.made.accept(this::send);
        }

        @Override
        protected void messageReceived(ByteBuffer message) {
            String text = UTF_8.decode(message).toString();
            plot.told.accept(this::send, text);
            closeAtEnd(transport(), text);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            plot.lost.run();
        }
    }

    private static final class Int32s extends LengthPrefixedReceiver {

        private final Plot plot;

        Int32s(Plot plot) {
            super(Prefix.INT32);
            this.plot = plot;
        }

        private void send(String message) {
            sendMessage(message.getBytes(UTF_8));
        }

        @Override
        public void connectionMade() {
            plot.made.accept(this::send);
        }

        @Override
        protected void messageReceived(ByteBuffer message) {
            String text = UTF_8.decode(message).toString();
            plot.told.accept(this::send, text);
            closeAtEnd(transport(), text);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            plot.lost.run();
        }
    }

    private static Protocol receiver(String kind, Plot plot) {
        return switch (kind) {
            case "lines" -> new Lines(plot);
            case "netstrings" -> new Netstrings(plot);
            default -> new Int32s(plot);
        };
    }

    private static void closeAtEnd(Transport transport, String message) {
        if (message.equals("end")) {
            transport.loseConnection();
        }
    }

    private static String script() throws Exception {
        return Path.of(Objects.requireNonNull(TwistedMessagesPeerTest.class.getResource("/peers/messages.py"))
                        .toURI())
                .toString();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("a client of Twisted's gets back what it sent")
    void servesTwisted(String backend, String kind) throws Exception {
        try (Reactor reactor = Reactors.create(backend)) {
            Factory echo = peer -> receiver(kind, new Plot(made -> {}, Messages::send, () -> {}));
            TcpListeningPort port = reactor.listenTcp(0, echo, ON_LOOPBACK);
            reactor.start();

            Program.Outcome outcome = Program.run(
                    String.join("\n", MESSAGES),
                    PYTHON,
                    script(),
                    "ask",
                    "" + port.address().getPort(),
                    kind);

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(String.join("\n", MESSAGES) + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("a server of Twisted's sends back what it got")
    void asksTwisted(String backend, String kind) throws Exception {
        try (Reactor reactor = Reactors.create(backend);
                Program server = Program.start(PYTHON, script(), "serve", kind)) {
            int port = Integer.parseInt(Objects.requireNonNull(server.readLine()));
            List<String> received = new ArrayList<>();
            Deferred<List<String>> over = new Deferred<>();
            Protocol client = receiver(
                    kind,
                    new Plot(
                            messages -> MESSAGES.forEach(messages::send),
                            (messages, message) -> received.add(message),
                            () -> over.callback(received)));
            reactor.callWhenRunning(() -> reactor.connectTcp("127.0.0.1", port, new ClientFactory() {
                @Override
                public Protocol buildProtocol(SocketAddress peer) {
                    return client;
                }

                @Override
                public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
                    over.errback(reason);
                }
            }));
            reactor.start();

            assertThat(over.toCompletableFuture().get(50, TimeUnit.SECONDS)).isEqualTo(MESSAGES);
        }
    }
}
