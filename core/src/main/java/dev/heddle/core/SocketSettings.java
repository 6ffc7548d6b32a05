package dev.heddle.core;

import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.SocketBuffers;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The socket options that a program asked for, for the drivers that have sockets. Each is a system call, and most
 * connections live shortly; so what a new socket has anyway is not set, and what can be inherited is set once.
 *
 * <p>That small writes are not delayed is no matter before there is a write: a wire sets it then, by itself.
 */
public final class SocketSettings {

    private SocketSettings() {}

    /** A socket that can be told of an option: {@code channel::setOption}. */
    public interface Target {

        /** Sets {@code option}. */
        <T> void set(SocketOption<T> option, T value) throws IOException;
    }

    /**
     * For a port, before it is bound. The connections that it accepts inherit the size of the receive buffer, which has
     * to be known by then: how far its window can grow is agreed upon in the handshake.
     */
    public static void ofPort(ListenOptions options, SocketAddress local, Target port) throws IOException {
        if (!isUnix(local) && !options.reuseAddress()) {
            port.set(StandardSocketOptions.SO_REUSEADDR, false);
        }
        setSize(
                StandardSocketOptions.SO_RCVBUF,
                options.stream().socketBuffers().receiveBytes(),
                port);
    }

    /** For a connection that was accepted. */
    public static void ofAccepted(StreamOptions options, SocketAddress local, Target connection) throws IOException {
        if (!isUnix(local) && options.keepAlive()) {
            connection.set(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        setSize(StandardSocketOptions.SO_SNDBUF, options.socketBuffers().sendBytes(), connection);
    }

    /** For a connection that is to be made, before it is. */
    public static void ofConnecting(StreamOptions options, SocketAddress remote, Target connection) throws IOException {
        ofAccepted(options, remote, connection);
        setSize(StandardSocketOptions.SO_RCVBUF, options.socketBuffers().receiveBytes(), connection);
    }

    /** Whether a socket of datagrams of IPv4 alone will do: one that is bound to all addresses is of both kinds. */
    public static boolean isIpv4Alone(InetSocketAddress local) {
        return local.getAddress() instanceof Inet4Address && !local.getAddress().isAnyLocalAddress();
    }

    /** For a socket of datagrams, before it is bound. */
    public static void ofDatagrams(DatagramOptions options, Target socket) throws IOException {
        if (options.reuseAddress()) {
            socket.set(StandardSocketOptions.SO_REUSEADDR, true);
        }
        if (options.broadcast()) {
            socket.set(StandardSocketOptions.SO_BROADCAST, true);
        }
        ofMulticast(options.multicast(), socket);
        setSize(StandardSocketOptions.SO_SNDBUF, options.socketBuffers().sendBytes(), socket);
        setSize(StandardSocketOptions.SO_RCVBUF, options.socketBuffers().receiveBytes(), socket);
    }

    private static void ofMulticast(DatagramOptions.Multicast multicast, Target socket) throws IOException {
        if (!multicast.equals(DatagramOptions.Multicast.defaults())) {
            socket.set(StandardSocketOptions.IP_MULTICAST_TTL, multicast.timeToLive());
            socket.set(StandardSocketOptions.IP_MULTICAST_LOOP, multicast.loopback());
            if (multicast.networkInterface() != null) {
                socket.set(StandardSocketOptions.IP_MULTICAST_IF, multicast.networkInterface());
            }
        }
    }

    private static void setSize(SocketOption<Integer> option, int bytes, Target socket) throws IOException {
        if (bytes != SocketBuffers.SYSTEM) {
            socket.set(option, bytes);
        }
    }

    /** Whether {@code address} is that of a UNIX socket, which has none of TCP's options. */
    public static boolean isUnix(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress;
    }

    /**
     * The kind of socket to connect with; null for one of both kinds of the internet. Where one of IPv4 alone will do, that
     * needs one setting less.
     */
    public static @Nullable ProtocolFamily familyToConnect(SocketAddress remote, @Nullable InetSocketAddress local) {
        if (isUnix(remote)) {
            return StandardProtocolFamily.UNIX;
        }
        return isIpv4(remote, local) ? StandardProtocolFamily.INET : null;
    }

    private static boolean isIpv4(SocketAddress remote, @Nullable InetSocketAddress local) {
        return remote instanceof InetSocketAddress internet
                && internet.getAddress() instanceof Inet4Address
                && (local == null || local.getAddress() instanceof Inet4Address);
    }
}
