package dev.heddle.net;

import java.net.SocketAddress;

/**
 * A destination, and the attempt or the connection that there is to it, one at a time. Every method but
 * {@link #getDestination} needs the baton once the reactor runs.
 */
public interface Connector {

    /** What a connector is about. */
    enum State {
        /** Nothing is under way; {@link Connector#connect} may be called. */
        DISCONNECTED,
        /** An attempt is under way. */
        CONNECTING,
        /** There is a connection, which has not been told to be lost yet. */
        CONNECTED
    }

    /** What this connector is about now. */
    State state();

    /**
     * Tries again. While the reactor stops, it does nothing, so a factory that always tries again needs not to know.
     *
     * @throws IllegalStateException unless the state is {@link State#DISCONNECTED}
     */
    void connect();

    /**
     * Gives up the attempt under way; {@link ClientFactory#clientConnectionFailed} then gets a
     * {@link ConnectFailedException.Cancelled}, in a later turn.
     *
     * @throws IllegalStateException unless the state is {@link State#CONNECTING}
     */
    void stopConnecting();

    /** Gives up the attempt, or loses the connection, whichever there is; with neither, does nothing. */
    void disconnect();

    /** Where this connector leads. A host that was given as a name is unresolved. May be called from any thread. */
    SocketAddress getDestination();
}
