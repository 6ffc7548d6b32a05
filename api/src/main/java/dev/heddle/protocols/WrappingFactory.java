package dev.heddle.protocols;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A factory that puts a wrapper around each protocol of another one. It may be used wherever that one may: it passes on all
 * that a factory is told, and, where the other one is a {@link ClientFactory}, what that is told.
 *
 * {@snippet :
 * Factory counted = new WrappingFactory(chat, CountingWrapper::new);
 * reactor.listenTcp(7007, Policies.idleTimeout(counted, reactor, Duration.ofMinutes(5)));
 * }
 */
public final class WrappingFactory implements ClientFactory {

    /** Makes a wrapper, as a constructor of one does. */
    @FunctionalInterface
    public interface Wrapping {
        /** A wrapper around {@code protocol}, which {@code factory} made. */
        Protocol wrap(Protocol protocol, Factory factory);
    }

    private final Factory wrapped;
    private final Wrapping wrapping;

    /** A factory that puts what {@code wrapping} makes around the protocols of {@code wrapped}. */
    public WrappingFactory(Factory wrapped, Wrapping wrapping) {
        this.wrapped = Objects.requireNonNull(wrapped, "wrapped");
        this.wrapping = Objects.requireNonNull(wrapping, "wrapping");
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        Protocol protocol = wrapped.buildProtocol(peer);
        return protocol == null ? null : wrapping.wrap(protocol, wrapped);
    }

    @Override
    public void startFactory() {
        wrapped.startFactory();
    }

    @Override
    public void stopFactory() {
        wrapped.stopFactory();
    }

    @Override
    public void startedConnecting(Connector connector) {
        if (wrapped instanceof ClientFactory client) {
            client.startedConnecting(connector);
        }
    }

    /** Tells the other factory of its own protocol, where the wrapper around that is a {@link ProtocolWrapper}. */
    @Override
    public void clientConnectionMade(Connector connector, Protocol protocol) {
        if (wrapped instanceof ClientFactory client) {
            client.clientConnectionMade(connector, ForwardingProtocol.unwrap(protocol, wrapped));
        }
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        if (wrapped instanceof ClientFactory client) {
            client.clientConnectionFailed(connector, reason);
        }
    }

    @Override
    public void clientConnectionLost(Connector connector, CloseReason reason) {
        if (wrapped instanceof ClientFactory client) {
            client.clientConnectionLost(connector, reason);
        }
    }
}
