package dev.heddle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a port for datagrams.
 *
 * @param bindAddress the address of this machine to listen on; null, the default, means all of them
 * @param peer the one to speak to, as an address, and nobody else: what others send is not delivered, and the system tells
 *     when it refuses; null, the default, for all
 * @param largestReceivedBytes the size of the largest datagram to receive; 0 to 65,527, which is the default and misses none.
 *     Larger ones are reported and dropped (U2)
 * @param largestUnsentBytes how many bytes wait where the system takes no more; more than zero, 1 MiB by default
 * @param reuseAddress whether several ports may be bound to the same number (the system's {@code SO_REUSEADDR}), as those who
 *     listen to one multicast group must; false by default
 * @param broadcast whether datagrams may be sent to broadcast addresses; false by default
 * @param multicast how datagrams to groups are sent
 * @param socketBuffers how large the system's own buffers are
 */
public record DatagramOptions(
        @Nullable InetAddress bindAddress,
        @Nullable InetSocketAddress peer,
        int largestReceivedBytes,
        int largestUnsentBytes,
        boolean reuseAddress,
        boolean broadcast,
        Multicast multicast,
        SocketBuffers socketBuffers) {

    /**
     * How datagrams to multicast groups are sent.
     *
     * @param networkInterface from where; null, the default, leaves it to the system
     * @param timeToLive over how many routers; 0 to 255, 1 by default: not out of this network
     * @param loopback whether members on this machine get them, too; true by default
     */
    public record Multicast(@Nullable NetworkInterface networkInterface, int timeToLive, boolean loopback) {

        private static final Multicast DEFAULTS = new Multicast(null, 1, true);

        /** Checks every value. */
        public Multicast {
            if (timeToLive < 0 || timeToLive > 255) {
                throw new IllegalArgumentException("timeToLive must be from 0 to 255, not " + timeToLive);
            }
        }

        /** What is used unless told otherwise. */
        public static Multicast defaults() {
            return DEFAULTS;
        }

        /** These settings, from another interface. */
        public Multicast withNetworkInterface(NetworkInterface networkInterface) {
            return new Multicast(networkInterface, timeToLive, loopback);
        }

        /** These settings, with another reach. */
        public Multicast withTimeToLive(int timeToLive) {
            return new Multicast(networkInterface, timeToLive, loopback);
        }

        /** These settings, with or without members on this machine. */
        public Multicast withLoopback(boolean loopback) {
            return new Multicast(networkInterface, timeToLive, loopback);
        }
    }

    private static final DatagramOptions DEFAULTS = new DatagramOptions(
            null,
            null,
            DatagramTransport.LARGEST_IPV6_BYTES,
            1 << 20,
            false,
            false,
            Multicast.defaults(),
            SocketBuffers.defaults());

    /** Checks every value. */
    public DatagramOptions {
        if (peer != null && (peer.isUnresolved() || peer.getPort() == 0)) {
            throw new IllegalArgumentException("peer must be an address with a port, not " + peer);
        }
        if (largestReceivedBytes < 0 || largestReceivedBytes > DatagramTransport.LARGEST_IPV6_BYTES) {
            throw new IllegalArgumentException("largestReceivedBytes must be from 0 to "
                    + DatagramTransport.LARGEST_IPV6_BYTES + ", not " + largestReceivedBytes);
        }
        if (largestUnsentBytes <= 0) {
            throw new IllegalArgumentException("largestUnsentBytes must be more than zero, not " + largestUnsentBytes);
        }
        Objects.requireNonNull(multicast, "multicast");
        Objects.requireNonNull(socketBuffers, "socketBuffers");
    }

    /** What is used unless told otherwise. */
    public static DatagramOptions defaults() {
        return DEFAULTS;
    }

    /** These options with one address to listen on, such as {@link InetAddress#getLoopbackAddress()}. */
    public DatagramOptions withBindAddress(InetAddress bindAddress) {
        return changed(draft -> draft.bindAddress = bindAddress);
    }

    /** These options for a port that speaks to one peer. */
    public DatagramOptions withPeer(InetSocketAddress peer) {
        return changed(draft -> draft.peer = Objects.requireNonNull(peer, "peer"));
    }

    /** These options with another size of the largest datagram to receive. */
    public DatagramOptions withLargestReceivedBytes(int largestReceivedBytes) {
        return changed(draft -> draft.largestReceivedBytes = largestReceivedBytes);
    }

    /** These options with another limit for what waits to be sent. */
    public DatagramOptions withLargestUnsentBytes(int largestUnsentBytes) {
        return changed(draft -> draft.largestUnsentBytes = largestUnsentBytes);
    }

    /** These options for a port whose number others may have, too, or not. */
    public DatagramOptions withReuseAddress(boolean reuseAddress) {
        return changed(draft -> draft.reuseAddress = reuseAddress);
    }

    /** These options for a port that may broadcast, or not. */
    public DatagramOptions withBroadcast(boolean broadcast) {
        return changed(draft -> draft.broadcast = broadcast);
    }

    /** These options with other settings for what is sent to groups. */
    public DatagramOptions withMulticast(Multicast multicast) {
        return changed(draft -> draft.multicast = multicast);
    }

    /** These options with other sizes of the system's own buffers. */
    public DatagramOptions withSocketBuffers(SocketBuffers socketBuffers) {
        return changed(draft -> draft.socketBuffers = socketBuffers);
    }

    private DatagramOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Options of which some are about to change: so many values are copied in one place. */
    private static final class Draft {

        @Nullable
        InetAddress bindAddress;

        @Nullable
        InetSocketAddress peer;

        int largestReceivedBytes;
        int largestUnsentBytes;
        boolean reuseAddress;
        boolean broadcast;
        Multicast multicast;
        SocketBuffers socketBuffers;

        Draft(DatagramOptions before) {
            bindAddress = before.bindAddress;
            peer = before.peer;
            largestReceivedBytes = before.largestReceivedBytes;
            largestUnsentBytes = before.largestUnsentBytes;
            reuseAddress = before.reuseAddress;
            broadcast = before.broadcast;
            multicast = before.multicast;
            socketBuffers = before.socketBuffers;
        }

        DatagramOptions finished() {
            return new DatagramOptions(
                    bindAddress,
                    peer,
                    largestReceivedBytes,
                    largestUnsentBytes,
                    reuseAddress,
                    broadcast,
                    multicast,
                    socketBuffers);
        }
    }
}
