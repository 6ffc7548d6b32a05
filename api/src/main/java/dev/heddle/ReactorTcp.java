package dev.heddle;

import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;

/** TCP, in both directions. */
public interface ReactorTcp {

    /**
     * Listens on all addresses of this machine. The port is bound when the method returns (C1); connections are
     * accepted once the reactor runs.
     *
     * @param port 0 to 65535; 0 takes a free port, which {@link TcpListeningPort#address()} tells
     * @param factory makes the protocol of each connection
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws CannotListenException if the port cannot be bound; address and port are in the message
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default TcpListeningPort listenTcp(int port, Factory factory) {
        return listenTcp(port, factory, ListenOptions.defaults());
    }

    /** As {@link #listenTcp(int, Factory)}, with options. */
    TcpListeningPort listenTcp(int port, Factory factory, ListenOptions options);

    /**
     * Begins to connect to {@code port} on {@code host}. Returns at once, in state
     * {@link Connector.State#CONNECTING}, having called {@link Factory#startFactory} and
     * {@link ClientFactory#startedConnecting}; what comes of it is told to the factory in a later turn (C2).
     *
     * @param host a name or an address; names are looked up beside the reactor
     * @param port 1 to 65535
     * @throws IllegalArgumentException if the host is empty or the port is out of range
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default Connector connectTcp(String host, int port, ClientFactory factory) {
        return connectTcp(host, port, factory, ConnectOptions.defaults());
    }

    /** As {@link #connectTcp(String, int, ClientFactory)}, with options. */
    Connector connectTcp(String host, int port, ClientFactory factory, ConnectOptions options);
}
