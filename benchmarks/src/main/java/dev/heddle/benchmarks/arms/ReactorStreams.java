package dev.heddle.benchmarks.arms;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Connections of a reactor, as one writes them with Heddle. {@code TCP_NODELAY} is its default. */
final class ReactorStreams {

    private ReactorStreams() {}

    /** Within a turn. */
    static void connect(Reactor reactor, InetSocketAddress server, Client client) {
        reactor.connectTcp(server.getAddress().getHostAddress(), server.getPort(), new Clients(reactor, client));
    }

    /** Takes all that comes. */
    static final class Sink extends Protocol {

        private final LongConsumer received;

        Sink(LongConsumer received) {
            this.received = received;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            received.accept(bytes.remaining());
        }
    }

    private record Clients(Reactor reactor, Client client) implements ClientFactory {

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Outgoing(reactor, client);
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            client.lost(reason);
        }
    }

    /** A client's end. */
    private static final class Outgoing extends Protocol implements Connection {

        private final Reactor reactor;
        private final Client client;

        Outgoing(Reactor reactor, Client client) {
            this.reactor = reactor;
            this.client = client;
        }

        @Override
        public void connectionMade() {
            client.connected(this);
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            client.received(bytes);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            client.lost(causeOf(reason));
        }

        private static @Nullable Throwable causeOf(CloseReason reason) {
            return switch (reason) {
                case CloseReason.ConnectionDone done -> null;
                case CloseReason.ConnectionAborted aborted -> new IllegalStateException("nobody aborts a connection");
                case CloseReason.ConnectionLost lost -> lost.cause();
                case CloseReason.ProtocolFailed failed -> failed.cause();
            };
        }

        @Override
        public void send(ByteBuffer message) {
            transport().write(message.duplicate());
        }

        @Override
        public void whenSent(Runnable then) {
            transport().flushed().addConsumer(sent -> post(then)).addErrback(lost -> null);
        }

        @Override
        public void post(Runnable work) {
            reactor.callFromThread(work);
        }

        @Override
        public void close() {
            transport().loseConnection();
        }
    }
}
