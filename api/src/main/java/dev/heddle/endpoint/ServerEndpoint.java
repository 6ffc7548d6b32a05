package dev.heddle.endpoint;

import dev.heddle.defer.Deferred;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;

/** Somewhere to listen on. Needs the baton once the reactor runs, as the reactor itself does. */
@FunctionalInterface
public interface ServerEndpoint {

    /**
     * Listens.
     *
     * @param factory makes the protocol of each connection
     * @return fires with the port, at once where it can be bound at once, or fails with a
     *     {@link dev.heddle.net.CannotListenException}
     */
    Deferred<ListeningPort> listen(Factory factory);
}
