package dev.heddle.net;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The application's end of one connection. Extend it and override what is of interest.
 *
 * <p>Every method is called with the reactor's baton held, in this order (S1):
 *
 * <pre>connectionMade dataReceived* connectionLost</pre>
 *
 * <p>One that goes on when the peer has ended its stream implements {@link HalfCloseable}, too.
 *
 * <p>An exception from any method aborts this connection, and no other; {@link #connectionLost} then carries it in a
 * {@link CloseReason.ProtocolFailed} (C7, S7).
 *
 * {@snippet :
 * final class Echo extends Protocol {
 *     @Override
 *     public void dataReceived(ByteBuffer bytes) {
 *         transport().write(bytes);
 *     }
 * }
 * }
 */
public abstract class Protocol {

    private @Nullable Transport transport;
    private @Nullable Factory factory;

    /** For subclasses. A protocol serves one connection, so a factory makes a new one each time. */
    protected Protocol() {}

    /**
     * Gives this protocol its transport and its factory and calls {@link #connectionMade}. Called once, by whoever
     * owns the connection: the reactor, or a protocol that wraps this one.
     *
     * @throws IllegalStateException if this protocol has a transport already
     */
    public final void makeConnection(Transport transport, Factory factory) {
        if (this.transport != null) {
            throw new IllegalStateException(this + " already serves the connection " + this.transport);
        }
        this.transport = Objects.requireNonNull(transport, "transport");
        this.factory = Objects.requireNonNull(factory, "factory");
        connectionMade();
    }

    /** The connection is there: {@link #transport()} and {@link #factory()} are at hand. Called once, and first. */
    public void connectionMade() {}

    /**
     * Some bytes arrived: at least one, in the order in which the peer sent them, cut anywhere (S2).
     *
     * @param bytes readable from position to limit, and only until this method returns; what is kept must be copied
     */
    public void dataReceived(ByteBuffer bytes) {}

    /** The connection is gone. Called exactly once for each {@link #connectionMade}, and last, whatever happens. */
    public void connectionLost(CloseReason reason) {}

    /**
     * The connection, also after its loss.
     *
     * @throws IllegalStateException before {@link #connectionMade}
     */
    public final Transport transport() {
        if (transport == null) {
            throw new IllegalStateException(this + " has no connection yet");
        }
        return transport;
    }

    /**
     * The factory that made this protocol.
     *
     * @throws IllegalStateException before {@link #connectionMade}
     */
    public final Factory factory() {
        if (factory == null) {
            throw new IllegalStateException(this + " has no connection yet");
        }
        return factory;
    }
}
