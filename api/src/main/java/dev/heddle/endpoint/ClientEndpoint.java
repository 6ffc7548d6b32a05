package dev.heddle.endpoint;

import dev.heddle.defer.Deferred;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;

/** Somewhere to connect to. Needs the baton once the reactor runs, as the reactor itself does. */
@FunctionalInterface
public interface ClientEndpoint {

    /**
     * Begins to connect, once; an endpoint may be asked again and again.
     *
     * @param factory makes the protocol of the connection
     * @return fires with the protocol, after its {@link Protocol#connectionMade}, or fails with a
     *     {@link dev.heddle.net.ConnectFailedException}. Cancelling it gives the attempt up, and it fails with
     *     {@link java.util.concurrent.CancellationException}
     */
    Deferred<Protocol> connect(Factory factory);
}
