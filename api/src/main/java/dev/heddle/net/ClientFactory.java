package dev.heddle.net;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A factory for the connecting side, which is also told what became of each attempt and of each connection.
 *
 * <p>In {@link #clientConnectionFailed} and {@link #clientConnectionLost} the connector is already
 * {@link Connector.State#DISCONNECTED}; calling {@link Connector#connect} there tries again, and then
 * {@link #stopFactory} is not called (C4).
 */
@FunctionalInterface
public interface ClientFactory extends Factory {

    /** An attempt has begun. Called inside {@code connectTcp} and {@link Connector#connect}. */
    default void startedConnecting(Connector connector) {}

    /**
     * There is a connection, and it can be used: {@link Protocol#connectionMade} has returned normally and, where the
     * connection begins with TLS, the handshake is completed and the peer verified (N8). Where that does not come about,
     * {@link #clientConnectionLost} follows without it.
     */
    default void clientConnectionMade(Connector connector, Protocol protocol) {}

    /** The attempt came to nothing. Called in a later turn than the attempt was begun in (C2). */
    default void clientConnectionFailed(Connector connector, ConnectFailedException reason) {}

    /** The connection is over. Called after {@link Protocol#connectionLost} (C5). */
    default void clientConnectionLost(Connector connector, CloseReason reason) {}

    /** A factory that does no more than call {@code protocols} for each connection. */
    static ClientFactory of(Supplier<? extends Protocol> protocols) {
        Objects.requireNonNull(protocols, "protocols");
        return peer -> protocols.get();
    }
}
