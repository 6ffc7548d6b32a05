package dev.heddle.net;

import dev.heddle.defer.Deferred;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A port for datagrams. Every method but {@link #getHost} and {@link #getPeer} needs the baton once the reactor runs, and
 * without it throws {@link WrongThreadException}. None blocks, and none calls the protocol back.
 */
public interface DatagramTransport {

    /** What fits into a datagram of IPv4; IPv6 carries {@value #LARGEST_IPV6_BYTES} bytes. */
    int LARGEST_IPV4_BYTES = 65_507;

    /** What fits into a datagram of IPv6. */
    int LARGEST_IPV6_BYTES = 65_527;

    /**
     * Sends the remaining bytes of {@code bytes}, none or more, as one datagram, after those written before (U4). They are
     * taken before this method returns. On a port that is closed, it does nothing. Where the system does not take
     * datagrams as fast as they are written, up to {@link DatagramOptions#largestUnsentBytes} wait; what is written beyond
     * that is dropped, as networks do.
     *
     * @param receiver where to send it; an address, not a name. On a port with a {@link DatagramOptions#peer()}, only that
     * @throws IllegalArgumentException if there are more bytes than a datagram holds, if the receiver is a name or its
     *     port is 0, or if the port has another peer
     */
    void write(ByteBuffer bytes, InetSocketAddress receiver);

    /** Sends all of {@code bytes}, as {@link #write(ByteBuffer, InetSocketAddress)} does. */
    default void write(byte[] bytes, InetSocketAddress receiver) {
        write(ByteBuffer.wrap(bytes), receiver);
    }

    /**
     * Sends a datagram, as {@link #write(ByteBuffer, InetSocketAddress)} does, to the port's {@link #getPeer}.
     *
     * @throws IllegalStateException if the port has no peer
     */
    void write(ByteBuffer bytes);

    /** Sends all of {@code bytes} to the port's {@link #getPeer}. */
    default void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Receives what is sent to a multicast group from now on (U6).
     *
     * @param group a multicast address
     * @param networkInterface where to listen for it
     * @throws IllegalArgumentException if {@code group} is no multicast address
     * @throws IllegalStateException if this port is a member already
     * @throws MulticastJoinException if the system refuses
     */
    void joinGroup(InetAddress group, NetworkInterface networkInterface);

    /**
     * Ends what {@link #joinGroup} began; the end of the port does so, too. A port that shares its number with one which is
     * still a member may go on getting what is sent there, over IPv6 on Linux, on a JDK that does not prevent it (U6).
     *
     * @throws IllegalStateException if this port is not a member
     */
    void leaveGroup(InetAddress group, NetworkInterface networkInterface);

    /**
     * Closes the port, when what is written by now was handed to the system. May be called more than once and returns the same
     * Deferred each time (U5).
     *
     * @return fires with null, in a later turn, when the port is closed, can be bound again, and
     *     {@link DatagramProtocol#stopProtocol} was called
     */
    Deferred<@Nullable Void> stopListening();

    /** The address and the port that are bound. Always the same, also after the close; may be called from any thread. */
    InetSocketAddress getHost();

    /** The one that this port speaks to; null if it speaks to all. May be called from any thread. */
    @Nullable
    InetSocketAddress getPeer();
}
