package dev.heddle.net;

import dev.heddle.defer.Deferred;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A port that accepts connections until it is told to stop. */
public interface ListeningPort {

    /**
     * Stops accepting and closes the port. Connections that it accepted live on. May be called more than once and
     * returns the same Deferred each time (C9).
     *
     * @return fires with null, in a later turn, when the port is closed, can be bound again, and
     *     {@link Factory#stopFactory} was called if it was due
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    Deferred<@Nullable Void> stopListening();

    /** What is bound: for TCP the address and the port, for a UNIX socket its path. Always the same, also after the close; may be called from any thread. */
    SocketAddress address();
}
