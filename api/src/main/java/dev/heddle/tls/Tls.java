package dev.heddle.tls;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLEngine;

/**
 * How one end of a connection speaks TLS: as its client or as its server. Given to
 * {@link dev.heddle.net.StreamOptions#withTls}, a connection speaks TLS from its first byte; given to
 * {@link dev.heddle.net.Transport#startTls}, from there on.
 *
 * <p>Both kinds are immutable, may be used by any number of connections, reactors and threads, and read files only when they
 * are made, unless they say so.
 */
public sealed interface Tls permits TlsClient, TlsServer {

    /** How long the handshake may take, from its beginning to its end; more than zero. */
    Duration handshakeTimeout();

    /**
     * The versions of TLS that may be agreed on, by the names of the JDK.
     *
     * @return {@code TLSv1.3} and {@code TLSv1.2}, or some of them, unless told otherwise
     */
    Set<String> protocols();

    /**
     * The engine of a new connection, with everything set. For the core of Heddle, and for programs that want to do the
     * rest by themselves.
     *
     * @param peer what the connection was made to, or came from
     * @throws IllegalArgumentException if this is a client's, and neither {@code peer} nor anything else says which name the
     *     peer's certificate must have
     */
    SSLEngine newEngine(SocketAddress peer);
}
