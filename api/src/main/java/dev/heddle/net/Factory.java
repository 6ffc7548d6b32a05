package dev.heddle.net;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a protocol for each connection, and holds what they share. Every method is called with the baton held.
 *
 * <p>One factory may serve several ports and connectors of a reactor. {@link #startFactory} is called once, before the
 * first of them begins, and {@link #stopFactory} once, after the last has ended (C8).
 */
@FunctionalInterface
public interface Factory {

    /**
     * The protocol for a new connection with {@code peer}, or null to close it at once (C6). An exception closes it,
     * too: it is logged, or, on the connecting side, told to {@link ClientFactory#clientConnectionFailed}.
     */
    @Nullable
    Protocol buildProtocol(SocketAddress peer);

    /** Called before the first connection attempt or port of this factory. */
    default void startFactory() {}

    /**
     * Called after the last port of this factory has closed and its last connector has come to rest. Connections that a
     * port accepted may outlive it.
     */
    default void stopFactory() {}

    /**
     * The factory that a program gave: this one, unless it only stands in for another, as an endpoint's does. That one is
     * started and stopped, and {@link Protocol#factory} tells it.
     */
    default Factory origin() {
        return this;
    }

    /** A factory that does no more than call {@code protocols} for each connection. */
    static Factory of(Supplier<? extends Protocol> protocols) {
        Objects.requireNonNull(protocols, "protocols");
        return peer -> protocols.get();
    }
}
