package dev.heddle.endpoint;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for a program's factory while one connection is made, and fires the Deferred of that. */
final class EndpointAttempt implements ClientFactory {

    private final Factory factory;
    private final Deferred<Protocol> result;

    /** Null before the beginning. */
    private @Nullable Connector connector;

    /** Null before there is a connection, and where the factory had none for it. */
    private @Nullable Protocol protocol;

    private EndpointAttempt(Reactor reactor, Factory factory) {
        this.factory = factory;
        result = Deferred.owedBy(reactor, cancelled -> giveUp());
    }

    /** Has {@code connect} begin to connect with the factory that it is given. */
    static Deferred<Protocol> begin(Reactor reactor, Factory factory, Function<ClientFactory, Connector> connect) {
        EndpointAttempt attempt = new EndpointAttempt(reactor, factory.origin());
        attempt.connector = connect.apply(attempt);
        return attempt.result;
    }

    /** There may be a connection already, with a handshake that goes on. */
    private void giveUp() {
        if (protocol != null) {
            protocol.transport().abortConnection();
        } else if (connector != null) {
            connector.disconnect();
        }
    }

    @Override
    public Factory origin() {
        return factory;
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        protocol = factory.buildProtocol(peer);
        return protocol;
    }

    @Override
    public void clientConnectionMade(Connector connector, Protocol made) {
        if (!result.hasFired()) {
            result.callback(made);
        }
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        fail(reason);
    }

    @Override
    public void clientConnectionLost(Connector connector, CloseReason reason) {
        if (protocol == null) {
            fail(new ConnectFailedException.NoProtocol(
                    connector + ": there was a connection, but its factory had no protocol for it: " + factory));
            return;
        }
        fail(
                switch (reason) {
                    case CloseReason.ProtocolFailed(Throwable cause) ->
                        new ConnectFailedException.ProtocolFailed(
                                connector + ": there was a connection, but its protocol threw " + cause, cause);
                    case CloseReason.ConnectionLost(Exception cause) -> notUsable(connector, cause);
                    case CloseReason.ConnectionDone() -> notUsable(connector, null);
                    case CloseReason.ConnectionAborted() -> notUsable(connector, null);
                });
    }

    private static ConnectFailedException notUsable(Connector connector, @Nullable Exception cause) {
        return new ConnectFailedException.HandshakeFailed(
                connector + ": there was a connection, but it was over before its TLS handshake was completed"
                        + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
    }

    private void fail(ConnectFailedException reason) {
        if (!result.hasFired()) {
            result.errback(reason);
        }
    }

    @Override
    public String toString() {
        return factory.toString();
    }
}
