package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisTest {

    private static final int LIMIT_SECONDS = 40;

    private static RedisClient startClient(Reactor reactor, int port) throws Exception {
        reactor.start();
        return reactor.blockingCallFromThread(() -> {
            RedisClient client = new RedisClient(Endpoints.tcpClient(reactor, "127.0.0.1", port), reactor, 3);
            client.start();
            return client;
        });
    }

    private static CompletableFuture<RespReply> send(Reactor reactor, RedisClient client, String... command)
            throws Exception {
        return reactor.blockingCallFromThread(() -> client.send(command).toCompletableFuture());
    }

    private static String receive(Socket connection, String expected) throws Exception {
        return new String(connection.getInputStream().readNBytes(expected.length()), UTF_8);
    }

    private static void answer(Socket connection, String answer) throws Exception {
        connection.getOutputStream().write(answer.getBytes(UTF_8));
    }

    private static Throwable failureOf(Future<?> future) throws Exception {
        try {
            return new AssertionError("did not fail: " + future.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void pipelinesCommandsAndTellsAnswersApartByTheirOrder(String backend) throws Exception {
        String both = new String(RedisProtocol.encode("GET", "a"), UTF_8)
                + new String(RedisProtocol.encode("GET", "b"), UTF_8);
        try (ServerSocket server = Loopback.listen();
                Reactor reactor = Reactors.create(backend)) {
            RedisClient client = startClient(reactor, server.getLocalPort());
            CompletableFuture<RespReply> first = send(reactor, client, "GET", "a");
            CompletableFuture<RespReply> second = send(reactor, client, "GET", "b");
            try (Socket connection = Loopback.accept(server)) {
                assertThat(receive(connection, both)).isEqualTo(both);
                answer(connection, "$1\r\n1\r\n-ERR no b\r\n");

                assertThat(first.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(new RespReply.Bulk("1"));
                assertThat(failureOf(second))
                        .isInstanceOf(RedisProtocol.RefusedException.class)
                        .hasMessage("ERR no b");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void failsWhatIsUnderWayWhenTheConnectionIsLostAndConnectsAgain(String backend) throws Exception {
        String get = new String(RedisProtocol.encode("GET", "a"), UTF_8);
        try (ServerSocket server = Loopback.listen();
                Reactor reactor = Reactors.create(backend)) {
            RedisClient client = startClient(reactor, server.getLocalPort());
            CompletableFuture<RespReply> lost = send(reactor, client, "GET", "a");
            try (Socket connection = Loopback.accept(server)) {
                assertThat(receive(connection, get)).isEqualTo(get);
            }
            assertThat(failureOf(lost)).hasMessageContaining("lost: ConnectionDone");

            CompletableFuture<RespReply> again = send(reactor, client, "GET", "a");
            try (Socket connection = Loopback.accept(server)) {
                assertThat(receive(connection, get)).isEqualTo(get);
                answer(connection, "$-1\r\n");

                assertThat(again.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(new RespReply.Nothing());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void abortsAConnectionToSomethingElse(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                Reactor reactor = Reactors.create(backend)) {
            RedisClient client = startClient(reactor, server.getLocalPort());
            CompletableFuture<RespReply> asked = send(reactor, client, "PING");
            try (Socket connection = Loopback.accept(server)) {
                answer(connection, "SSH-2.0-server\r\n");

                assertThat(failureOf(asked)).hasMessageContaining("SSH-2.0-server");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void programPrintsTheAnswer(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen();
                ChildJvm child = Child.start(
                        backend, RedisClient.class, "127.0.0.1", "" + server.getLocalPort(), "MGET", "a", "b");
                Socket connection = Loopback.accept(server)) {
            answer(connection, "*2\r\n$3\r\none\r\n$-1\r\n");

            assertThat(child.await()).isEqualTo(new Outcome(0, List.of("one", "(nil)"), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void programFailsWithoutAServer(String backend) throws Exception {
        try (Socket deaf = Loopback.holdPort()) {
            Outcome outcome = Child.run(backend, RedisClient.class, "127.0.0.1", "" + deaf.getLocalPort(), "PING");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).singleElement().asString().startsWith("redis: ");
        }
    }
}
