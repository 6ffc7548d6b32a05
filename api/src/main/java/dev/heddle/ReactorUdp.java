package dev.heddle;

import dev.heddle.net.CannotListenException;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;

/** Datagrams, of UDP: alone, in broadcasts and in multicast groups. */
public interface ReactorUdp {

    /**
     * Listens for datagrams on all addresses of this machine. The port is bound when the method returns (U3); the
     * protocol hears of it in a later turn, once the reactor runs.
     *
     * @param port 0 to 65535; 0 takes a free port, which {@link DatagramTransport#getHost()} tells
     * @param protocol one that serves no other port, and did not serve one before
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the protocol has a port, or if the reactor stops and has got to its connections,
     *     or has stopped
     * @throws CannotListenException if the port cannot be bound; address and port are in the message
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default DatagramTransport listenUdp(int port, DatagramProtocol protocol) {
        return listenUdp(port, protocol, DatagramOptions.defaults());
    }

    /** As {@link #listenUdp(int, DatagramProtocol)}, with options: on one address, with one peer, in a multicast group. */
    DatagramTransport listenUdp(int port, DatagramProtocol protocol, DatagramOptions options);
}
