package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;

/** Tells whether a server listens on a port. */
public final class ConnectionTest {

    private final Reactor reactor = Reactors.create();
    private int exitStatus;

    /** Makes one connection and reports what came of it. */
    private static final class ConnectionTestFactory implements ClientFactory {

        final Deferred<String> deferred = new Deferred<>();

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new CallbackAndDisconnectProtocol();
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            deferred.errback(reason);
        }

        private final class CallbackAndDisconnectProtocol extends Protocol {
            @Override
            public void connectionMade() {
                deferred.callback("Connected!");
                transport().loseConnection();
            }
        }
    }

    private Deferred<String> testConnect(String host, int port) {
        ConnectionTestFactory testFactory = new ConnectionTestFactory();
        reactor.connectTcp(host, port, testFactory);
        return testFactory.deferred;
    }

    private void handleSuccess(String result, int port) {
        System.out.println("Connected to port " + port);
        reactor.stop();
    }

    private void handleFailure(Failure failure, int port) {
        System.out.println("Error connecting to port " + port + ": " + failure.getErrorMessage());
        exitStatus = 1;
        reactor.stop();
    }

    private int run(String host, int port) {
        testConnect(host, port).addConsumer(this::handleSuccess, port).addErrorConsumer(this::handleFailure, port);
        reactor.run();
        return exitStatus;
    }

    /** Tests the port that the arguments name. The exit status is 1 if nobody listens there. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("connectiontest HOST PORT", args);
        String host = arguments.host(0);
        int port = arguments.port(1, 1);
        System.exit(new ConnectionTest().run(host, port));
    }
}
