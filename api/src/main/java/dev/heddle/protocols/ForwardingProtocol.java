package dev.heddle.protocols;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import dev.heddle.tls.HandshakeListener;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A protocol that tells another one all that it is told itself. */
abstract class ForwardingProtocol extends Protocol implements HalfCloseable, HandshakeListener {

    private final Protocol wrapped;
    private final Factory wrappedFactory;

    /** Whether the other one was told of its connection, and so is to be told of the loss. */
    private boolean made;

    ForwardingProtocol(Protocol wrapped, Factory wrappedFactory) {
        this.wrapped = Objects.requireNonNull(wrapped, "wrapped");
        this.wrappedFactory = Objects.requireNonNull(wrappedFactory, "wrappedFactory");
    }

    /** The protocol that is told. */
    public final Protocol wrapped() {
        return wrapped;
    }

    /** The protocol of {@code factory} that {@code protocol} is around, which may be itself. */
    static Protocol unwrap(Protocol protocol, Factory factory) {
        Protocol inner = protocol;
        while (inner instanceof ForwardingProtocol around && around.wrappedFactory == factory) {
            inner = around.wrapped;
        }
        return inner;
    }

    /** What the other one is given as its transport. */
    abstract Transport transportOfWrapped();

    @Override
    public void connectionMade() {
        made = true;
        wrapped.makeConnection(transportOfWrapped(), wrappedFactory);
    }

    @Override
    public void handshakeCompleted() {
        if (wrapped instanceof HandshakeListener listener) {
            listener.handshakeCompleted();
        }
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        wrapped.dataReceived(bytes);
    }

    @Override
    public void readConnectionLost() {
        HalfCloseable half = wrappedAsHalfCloseable();
        if (half != null) {
            half.readConnectionLost();
        }
    }

    @Override
    public void writeConnectionLost() {
        HalfCloseable half = wrappedAsHalfCloseable();
        if (half != null) {
            half.writeConnectionLost();
        }
    }

    @Override
    public boolean survivesHalfClose() {
        return wrappedAsHalfCloseable() != null;
    }

    final @Nullable HalfCloseable wrappedAsHalfCloseable() {
        return HalfCloseable.of(wrapped);
    }

    @Override
    public void connectionLost(CloseReason reason) {
        if (made) {
            wrapped.connectionLost(reason);
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + wrapped + ")";
    }
}
