package dev.heddle.endpoint;

import dev.heddle.defer.Deferred;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.util.Objects;

/**
 * Somewhere to connect to. Needs the baton once the reactor runs, as the reactor itself does. {@link Endpoints} makes
 * them; a program may have its own.
 */
@FunctionalInterface
public interface ClientEndpoint {

    /**
     * Begins to connect, once; an endpoint may be asked again and again.
     *
     * @param factory makes the protocol of the connection
     * @return fires with the protocol, after its {@link Protocol#connectionMade} and, where the connection begins with TLS,
     *     after the handshake, with the peer verified; or fails with a {@link dev.heddle.net.ConnectFailedException} (N8,
     *     N9). Cancelling it gives the attempt up, and it fails with {@link java.util.concurrent.CancellationException} (N10)
     */
    Deferred<Protocol> connect(Factory factory);

    /**
     * As {@link #connect}, for a protocol that is there already and serves this one connection: a second try needs
     * another one.
     *
     * {@snippet :
     * Deferred<Greeter> greeting = endpoint.connectProtocol(new Greeter("hello"));
     * }
     */
    default <P extends Protocol> Deferred<P> connectProtocol(P protocol) {
        Objects.requireNonNull(protocol, "protocol");
        return connect(peer -> protocol).addCallback(connected -> protocol);
    }
}
