package dev.heddle.tck;

import java.net.InetSocketAddress;

/** A plain socket for datagrams that does what a test tells it to. Its calls block, with a limit. */
public interface DatagramPeer {

    /**
     * A datagram that arrived.
     *
     * @param bytes what is in it
     * @param sender where it came from
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
    record Received(byte[] bytes, InetSocketAddress sender) {}

    /** Where to send to it. */
    InetSocketAddress address();

    /** Sends a datagram. */
    void send(byte[] bytes, InetSocketAddress receiver);

    /** Waits for a datagram. */
    Received receive();

    /** Ends it: nobody listens there from now on. */
    void close();
}
