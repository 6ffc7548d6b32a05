package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.Factory;
import dev.heddle.protocols.ClientService;
import org.jspecify.annotations.Nullable;

/** A client of a Redis server that goes on when the connection is lost: commands then wait for the next one. */
public final class RedisClient {

    private final ClientService service;

    /** How many attempts to connect may fail before a command does. */
    private final int patience;

    /** A client that is not started yet. */
    public RedisClient(ClientEndpoint endpoint, Reactor reactor, int patience) {
        service = new ClientService(endpoint, Factory.of(RedisProtocol::new), reactor);
        this.patience = patience;
    }

    /** Connects, and stays connected. */
    public void start() {
        service.startService();
    }

    /** Loses the connection. */
    public Deferred<@Nullable Void> stop() {
        return service.stopService();
    }

    /** Sends a command, once there is a connection. One that was under way when that is lost fails, and is not sent again. */
    public Deferred<RespReply> send(String... command) {
        return service.whenConnected(patience)
                .addCallbackDeferring(protocol -> ((RedisProtocol) protocol).send(command));
    }

    private static int run(Reactor reactor, ClientEndpoint endpoint, String... command) throws Exception {
        RedisClient client = new RedisClient(endpoint, reactor, 1);
        int[] status = {0};
        Reactors.react(reactor, running -> {
            client.start();
            return client.send(command)
                    .addConsumer(System.out::println)
                    .addErrorConsumer(failure -> {
                        System.err.println("redis: " + failure.getErrorMessage());
                        status[0] = 1;
                    })
                    .addCallbackDeferring(printed -> client.stop());
        });
        return status[0];
    }

    /** Sends one command and prints the answer. The exit status is 1 if there was none, or a refusal. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments("redis HOST PORT COMMAND [ARG...]", args);
        Reactor reactor = Reactors.create();
        ClientEndpoint endpoint = Endpoints.tcpClient(reactor, arguments.host(0), arguments.port(1, 1));
        System.exit(run(reactor, endpoint, arguments.words(2)));
    }
}
