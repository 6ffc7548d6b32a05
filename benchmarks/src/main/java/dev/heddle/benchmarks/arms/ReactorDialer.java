package dev.heddle.benchmarks.arms;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Completion;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;

/** Connections of a reactor to itself. The port stays open until the reactor stops. */
final class ReactorDialer implements Arm.Dialer {

    private final Reactor reactor;
    private final InetSocketAddress address;
    private final ClientFactory clients = new Clients();

    /** Confined to turns; a batch at a time. */
    private Batch batch = new Batch(0);

    ReactorDialer(Reactor reactor) {
        this.reactor = reactor;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ListenOptions options = ListenOptions.defaults().withBindAddress(loopback);
        try {
            address = reactor.blockingCallFromThread(() -> reactor.listenTcp(0, Factory.of(Server::new), options))
                    .address();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot listen", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void connectAndReset(int inFlight, int connections) {
        Batch next = new Batch(connections);
        reactor.callFromThread(() -> next.completion.guard(() -> {
            batch = next;
            for (int first = 0; first < inFlight; first++) {
                next.beginOne();
            }
        }));
        next.completion.await(next::toString);
        next.check();
    }

    /** What was seen of one batch. Confined to turns; read by the measuring thread once completed. */
    private final class Batch {

        private final Completion completion = new Completion();
        private final int connections;
        private int begun;
        private int seenByClient;
        private int seenByServer;
        private int lostByClient;
        private int lostByServer;

        Batch(int connections) {
            this.connections = connections;
        }

        private void beginOne() {
            if (begun < connections) {
                begun++;
                reactor.connectTcp(address.getAddress().getHostAddress(), address.getPort(), clients);
            }
        }

        private void endIfAllLost() {
            if (lostByServer == connections && lostByClient == connections) {
                completion.done();
            }
        }

        private void check() {
            Completion.check("connections that the client saw", connections, seenByClient);
            Completion.check("connections that the server saw", connections, seenByServer);
        }

        @Override
        public String toString() {
            return begun + " attempts, of which seen by client " + seenByClient + ", by server " + seenByServer
                    + ", lost by client " + lostByClient + ", by server " + lostByServer;
        }
    }

    private final class Clients implements ClientFactory {

        @Override
        public Protocol buildProtocol(InetSocketAddress peer) {
            return new Client();
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            batch.completion.fail(reason);
        }
    }

    private final class Client extends Protocol {

        @Override
        public void connectionMade() {
            batch.seenByClient++;
            transport().abortConnection();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            batch.lostByClient++;
            batch.endIfAllLost();
        }
    }

    private final class Server extends Protocol {

        @Override
        public void connectionMade() {
            batch.seenByServer++;
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (!(reason instanceof CloseReason.ConnectionLost)) {
                batch.completion.fail(new IllegalStateException("the server saw no reset but " + reason));
            }
            batch.lostByServer++;
            batch.beginOne();
            batch.endIfAllLost();
        }
    }
}
