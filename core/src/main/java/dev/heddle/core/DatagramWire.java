package dev.heddle.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * One socket for datagrams, as {@link Wire} is one for a stream. The rules of {@link Driver} hold. At most one read and one
 * write are under way at a time.
 */
public interface DatagramWire {

    /** What is bound. Constant. */
    InetSocketAddress localAddress();

    /**
     * Receives a datagram, into a buffer that has one byte more than the largest that the options allow; ends with one of
     * {@code arrived}, {@code refused}, {@code failed} or {@code broken}.
     */
    void read();

    /**
     * Sends each of {@code batch}, whose buffers are the wire's until then, in order. One that cannot be sent does not keep
     * the others: it is told of by {@code notSent}.
     *
     * @return true if that is done already; otherwise it ends with {@code sent}
     */
    boolean write(List<Datagram> batch);

    /**
     * Joins a multicast group.
     *
     * @return what leaves it, called once, or not at all: the close leaves all groups
     */
    Runnable join(InetAddress group, NetworkInterface networkInterface) throws IOException;

    /** Releases the socket; no call follows. Ends with {@code closed}. */
    void close();
}
