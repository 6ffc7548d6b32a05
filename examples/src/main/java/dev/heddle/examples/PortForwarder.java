package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Passes connections to a port of this machine on to another server, in bounded memory: each side is the producer of the
 * other, so whichever is faster has to wait. Each half ends when the other side has ended it.
 */
public final class PortForwarder {

    private final Reactor reactor = Reactors.create();
    private final String host;
    private final int port;

    private PortForwarder(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** One side of a connection. */
    private static class Side extends Protocol implements HalfCloseable {

        /** The other side; null until both are there, and when it is gone. */
        @Nullable
        Side other;

        void pairWith(Side made) {
            other = made;
            made.other = this;
            transport().registerProducer(made.transport());
            made.transport().registerProducer(transport());
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            if (other != null) {
                other.transport().write(bytes);
            }
        }

        @Override
        public void readConnectionLost() {
            if (other != null) {
                other.transport().unregisterProducer();
                other.transport().loseWriteConnection();
            }
        }

        @Override
        public void writeConnectionLost() {}

        @Override
        public void connectionLost(CloseReason reason) {
            Side left = other;
            if (left == null) {
                return;
            }
            left.other = null;
            Transport rest = left.transport();
            rest.unregisterProducer();
            if (reason instanceof CloseReason.ConnectionDone) {
                rest.loseConnection();
            } else {
                rest.abortConnection();
            }
        }
    }

    /** The side of a client, which has to wait until the server is there. */
    private final class Accepted extends Side implements ClientFactory {

        @Nullable
        Connector connector;

        @Override
        public void connectionMade() {
            transport().pauseReading();
            connector = reactor.connectTcp(host, port, this);
        }

        @Override
        public Protocol buildProtocol(SocketAddress server) {
            return new Side() {
                @Override
                public void connectionMade() {
                    Accepted.this.pairWith(this);
                    Accepted.this.transport().resumeReading();
                }
            };
        }

        @Override
        public void clientConnectionFailed(Connector failed, ConnectFailedException reason) {
            if (!(reason instanceof ConnectFailedException.Cancelled)) {
                System.err.println("portforwarder: " + reason.getMessage());
            }
            transport().abortConnection();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            super.connectionLost(reason);
            if (other == null && connector != null) {
                connector.disconnect();
            }
        }
    }

    private int run(int listeningPort) {
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        try {
            TcpListeningPort listening = reactor.listenTcp(listeningPort, Factory.of(Accepted::new), onLoopback);
            InetSocketAddress bound = listening.address();
            System.out.println("Listening on " + bound.getAddress().getHostAddress() + " port " + bound.getPort());
        } catch (CannotListenException refused) {
            System.err.println("portforwarder: " + refused.getMessage());
            return 1;
        }
        reactor.run();
        return 0;
    }

    /** Listens on the first port, passes connections on to the host's, and runs until it is interrupted. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("portforwarder PORT HOST HOSTPORT", args);
        int status = new PortForwarder(arguments.host(1), arguments.port(2, 1)).run(arguments.port(0, 0));
        if (status != 0) {
            System.exit(status);
        }
    }
}
