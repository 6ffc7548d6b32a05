package dev.heddle.protocols;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A factory that refuses connections over a limit, or has another one take them. */
final class LimitedFactory implements ClientFactory {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final ConnectionLimits limits;
    private final WrappingFactory admitting;

    /** Null where those over a limit are closed at once. */
    private final @Nullable WrappingFactory overflowing;

    private final Census admitted = new Census();
    private final Census overflowed = new Census();

    LimitedFactory(Factory factory, ConnectionLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        admitting = new WrappingFactory(factory, (protocol, maker) -> new Counted(protocol, maker, admitted));
        Factory overflow = limits.overflow();
        overflowing = overflow == null
                ? null
                : new WrappingFactory(overflow, (protocol, maker) -> new Counted(protocol, maker, overflowed));
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        if (admitted.hasRoomFor(peer)) {
            return admitting.buildProtocol(peer);
        }
        return overflowing != null && overflowed.hasRoomFor(peer) ? overflowing.buildProtocol(peer) : null;
    }

    /** The connections that there are. */
    private final class Census {

        private final Map<Object, Integer> byPeer = new HashMap<>();
        private int total;

        boolean hasRoomFor(SocketAddress peer) {
            Object key = identityOf(peer);
            return total < limits.total() && (key == null || byPeer.getOrDefault(key, 0) < limits.byPeer());
        }

        void add(SocketAddress peer, int change) {
            total += change;
            Object key = identityOf(peer);
            if (key != null) {
                byPeer.merge(key, change, (count, more) -> count + more == 0 ? null : count + more);
            }
        }
    }

    /** Whoever it is that has the address; null if it names nobody. */
    static @Nullable Object identityOf(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress internet)) {
            return null;
        }
        InetAddress address = internet.getAddress();
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
                : address;
    }

    /** A connection that is counted from its beginning to its end. */
    private static final class Counted extends ForwardingProtocol {

        private final Census census;

        Counted(Protocol wrapped, Factory factory, Census census) {
            super(wrapped, factory);
            this.census = census;
        }

        @Override
        Transport transportOfWrapped() {
            return transport();
        }

        @Override
        public void connectionMade() {
            census.add(transport().getPeer(), 1);
            super.connectionMade();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            census.add(transport().getPeer(), -1);
            super.connectionLost(reason);
        }
    }

    @Override
    public void startFactory() {
        admitting.startFactory();
        if (overflowing != null) {
            overflowing.startFactory();
        }
    }

    @Override
    public void stopFactory() {
        admitting.stopFactory();
        if (overflowing != null) {
            overflowing.stopFactory();
        }
    }

    @Override
    public void startedConnecting(Connector connector) {
        admitting.startedConnecting(connector);
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        admitting.clientConnectionFailed(connector, reason);
    }

    @Override
    public void clientConnectionLost(Connector connector, CloseReason reason) {
        admitting.clientConnectionLost(connector, reason);
    }
}
