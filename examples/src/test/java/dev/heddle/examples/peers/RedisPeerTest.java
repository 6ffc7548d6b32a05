package dev.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.examples.RedisClient;
import dev.heddle.examples.RespParser;
import dev.heddle.examples.RespReply;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
@SuppressWarnings("try") // a redis-server only has to be there
class RedisPeerTest {

    private static final int LIMIT_SECONDS = 50;
    private static final int COMMANDS = 10_000;

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Program startServer(int port) throws Exception {
        Program server = Program.start(
                "redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                System.getProperty("java.io.tmpdir"));
        for (String line = server.readLine(); line != null; line = server.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return server;
            }
        }
        throw new AssertionError("redis-server ended: " + server.err());
    }

    private static RedisClient startClient(Reactor reactor, int port) throws Exception {
        reactor.start();
        return reactor.blockingCallFromThread(() -> {
            RedisClient client = new RedisClient(Endpoints.tcpClient(reactor, "127.0.0.1", port), reactor, 100);
            client.start();
            return client;
        });
    }

    /** All answers to {@code commands}, which are sent in one turn. */
    private static List<RespReply> ask(Reactor reactor, RedisClient client, List<String[]> commands) throws Exception {
        CompletableFuture<List<RespReply>> answers = reactor.blockingCallFromThread(() -> {
            List<Deferred<RespReply>> asked = new ArrayList<>();
            commands.forEach(command -> asked.add(client.send(command)));
            return Deferreds.gather(asked).toCompletableFuture();
        });
        return answers.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("redis-server answers ten thousand pipelined commands in their order, and answers of every kind")
    void pipelines(String backend) throws Exception {
        int port = freePort();
        List<String[]> commands = new ArrayList<>();
        List<RespReply> expected = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(new String[] {"INCR", "counter"});
            expected.add(new RespReply.Whole(i + 1));
        }
        String large = "0123456789".repeat(100_000);
        commands.add(new String[] {"SET", "large", large});
        expected.add(new RespReply.Text("OK"));
        commands.add(new String[] {"MGET", "large", "missing"});
        expected.add(new RespReply.Row(List.of(new RespReply.Bulk(large), new RespReply.Nothing())));

        try (Program server = startServer(port);
                Reactor reactor = Reactors.create(backend)) {
            assertThat(ask(reactor, startClient(reactor, port), commands)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a client goes on when redis-server was killed and started again")
    void connectsAgain(String backend) throws Exception {
        int port = freePort();
        try (Reactor reactor = Reactors.create(backend)) {
            RedisClient client;
            try (Program first = startServer(port)) {
                client = startClient(reactor, port);
                ask(reactor, client, List.<String[]>of(new String[] {"SET", "key", "value"}));
            }
            CompletableFuture<RespReply> waiting = new CompletableFuture<>();
            try (Program second = startServer(port)) {
                reactor.callFromThread(() -> again(client, waiting));

                assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(new RespReply.Nothing());
            }
        }
    }

    /** Asks until there is an answer: the loss of the old connection may not have been noticed yet. */
    private static void again(RedisClient client, CompletableFuture<RespReply> answer) {
        client.send("GET", "key").addConsumer(answer::complete).addErrorConsumer(failure -> again(client, answer));
    }

    /** A server that knows SET, GET and PING. */
    private static final class TinyServer extends Protocol {

        private final RespParser parser = new RespParser(1 << 20);
        private final Map<String, String> values;

        TinyServer(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            try {
                for (RespReply command = parser.next(bytes); command != null; command = parser.next(bytes)) {
                    transport()
                            .write(answer(List.of(command.toString().split("\n")))
                                    .getBytes(UTF_8));
                }
            } catch (ProtocolException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        private String answer(List<String> words) {
            return switch (words.getFirst()) {
                case "PING" -> "+PONG\r\n";
                case "SET" -> {
                    values.put(words.get(1), words.get(2));
                    yield "+OK\r\n";
                }
                case "GET" -> {
                    String value = values.get(words.get(1));
                    yield value == null ? "$-1\r\n" : "$" + value.length() + "\r\n" + value + "\r\n";
                }
                default -> "-ERR unknown command '" + words.getFirst() + "'\r\n";
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("redis-cli understands a server that uses the same parser")
    void servesRedisCli(String backend) throws Exception {
        Map<String, String> values = new HashMap<>();
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        try (Reactor reactor = Reactors.create(backend)) {
            TcpListeningPort port = reactor.listenTcp(0, Factory.of(() -> new TinyServer(values)), onLoopback);
            reactor.start();

            Program.Outcome outcome = Program.run(
                    "PING\nSET key value\nGET key\nGET missing\nNOSUCH\n",
                    "redis-cli",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    "" + port.address().getPort());

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out().lines().filter(line -> !line.isEmpty()))
                    .containsExactly("PONG", "OK", "value", "ERR unknown command 'NOSUCH'");
        }
    }
}
