package dev.heddle.core;

import dev.heddle.spi.HostNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Addresses in text, both ways, without ever asking a name service. */
final class Addresses {

    private static final int LARGEST_PORT = 0xffff;

    private Addresses() {}

    static void checkPort(int port, int smallest) {
        if (port < smallest || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "a port must be from " + smallest + " to " + LARGEST_PORT + ", not " + port);
        }
    }

    /** What to bind: {@code port} of an address of this machine or, where that is null, of all. */
    static InetSocketAddress toBind(@Nullable InetAddress address, int port) {
        return address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }

    /** The address that {@code host} writes out, or null if it is a name. */
    static @Nullable InetAddress literal(String host) {
        return HostNames.literal(host);
    }

    /** Where {@code host} and {@code port} lead; unresolved if {@code host} is a name. */
    static InetSocketAddress destination(String host, int port) {
        InetAddress literal = literal(host);
        return literal == null
                ? InetSocketAddress.createUnresolved(HostNames.toAscii(host), port)
                : new InetSocketAddress(literal, port);
    }

    /** The address of a UNIX socket at {@code path}, which must be one. */
    static UnixDomainSocketAddress unix(Path path) {
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException("the path of a UNIX socket must not be empty");
        }
        return UnixDomainSocketAddress.of(path);
    }

    /** Refuses an option that is of no use with a UNIX socket, and would leave its giver in a wrong belief. */
    static void requireNoBindAddress(@Nullable Object bindAddress, UnixDomainSocketAddress unix) {
        if (bindAddress != null) {
            throw new IllegalArgumentException("bindAddress is for TCP, and must not be set for the UNIX socket "
                    + unix.getPath() + ", but is " + bindAddress);
        }
    }

    /** {@code refused} with a way out, where the system's words do not give one. */
    static IOException explained(IOException refused, UnixDomainSocketAddress unix) {
        String words = String.valueOf(refused.getMessage());
        if (!words.contains("too long")) {
            return refused;
        }
        int bytes = unix.getPath().toString().getBytes(StandardCharsets.UTF_8).length;
        SocketException explained = new SocketException(words + ": it has " + bytes
                + " bytes, and the system takes about 100; use a directory with a short path");
        explained.initCause(refused);
        return explained;
    }

    /** As people write it: {@code 127.0.0.1:80}, {@code [::1]:80}, {@code example.org:80}, {@code /run/socket}. */
    static String show(SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            return show(internet);
        }
        String text = address.toString();
        return text.isEmpty() ? "unnamed socket" : text;
    }

    private static String show(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return show(host, address.getPort());
    }

    static String show(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
