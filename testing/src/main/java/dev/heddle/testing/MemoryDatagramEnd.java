package dev.heddle.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Who may get datagrams in a world: called with the world's lock held. */
interface MemoryDatagramEnd {

    MemoryHost host();

    InetSocketAddress localAddress();

    boolean sharesPort();

    boolean isMemberOf(InetAddress group);

    /** Takes a datagram, if it is one for this end. */
    void arrive(byte[] bytes, InetSocketAddress sender);
}
