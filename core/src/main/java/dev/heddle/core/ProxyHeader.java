package dev.heddle.core;

import dev.heddle.spi.HostNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy sends before all else to tell whose connection it passes on: the PROXY protocol of HAProxy, version 1, a line
 * of text, or 2, which is binary. Takes byte after byte, so that it does not matter how they are cut.
 */
final class ProxyHeader {

    /** With the end of the line, as the protocol has it. */
    private static final int LONGEST_LINE = 107;

    /** The protocol would allow for 64 KiB, of which addresses take up to 216 bytes; the rest nobody here reads. */
    private static final int LONGEST_BINARY = 4096;

    private static final byte[] LINE_BEGINS = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BINARY_BEGINS = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int BINARY_FIXED = 16;
    private static final int UNIX_PATH = 108;

    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int UNIX_STREAM = 0x31;

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");
    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

    /**
     * Both ends of the connection that was passed on.
     *
     * @param source whom it comes from; null where the proxy does not say, as for connections of its own
     * @param destination where it was made to; null where {@code source} is
     */
    record Ends(@Nullable SocketAddress source, @Nullable SocketAddress destination) {}

    private static final Ends UNSAID = new Ends(null, null);

    private byte[] taken = new byte[BINARY_FIXED];
    private int size;

    /**
     * Takes what belongs to the header from {@code bytes}, and leaves the rest.
     *
     * @return null while there is more to come
     * @throws IOException if it is no such header
     */
    @Nullable
    Ends take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (size == taken.length) {
                taken = Arrays.copyOf(taken, size * 2);
            }
            taken[size++] = bytes.get();
            boolean complete = taken[0] == BINARY_BEGINS[0] ? isBinaryComplete() : isLineComplete();
            if (complete) {
                return taken[0] == BINARY_BEGINS[0] ? readBinary() : readLine();
            }
        }
        return null;
    }

    private void checkBeginning(byte[] expected) throws IOException {
        if (size <= expected.length && taken[size - 1] != expected[size - 1]) {
            throw new IOException("no PROXY header, from byte " + (size - 1) + " on");
        }
    }

    private boolean isLineComplete() throws IOException {
        checkBeginning(LINE_BEGINS);
        if (size > LONGEST_LINE) {
            throw new IOException("a PROXY line of more than " + LONGEST_LINE + " bytes");
        }
        return taken[size - 1] == '\n';
    }

    private Ends readLine() throws IOException {
        String line = new String(taken, 0, size, StandardCharsets.ISO_8859_1);
        if (!line.endsWith("\r\n")) {
            throw new IOException("a PROXY line that does not end with CR and LF");
        }
        String[] words = line.substring(0, size - 2).split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            return UNSAID;
        }
        boolean isIpv6 = words[1].equals("TCP6");
        if (words.length != 6 || !(isIpv6 || words[1].equals("TCP4"))) {
            throw new IOException("a PROXY line that is not of TCP4, TCP6 or UNKNOWN with two addresses and two ports");
        }
        return new Ends(address(words[2], words[4], isIpv6), address(words[3], words[5], isIpv6));
    }

    private static InetSocketAddress address(String host, String port, boolean isIpv6) throws IOException {
        if (!ADDRESS.matcher(host).matches() || isIpv6 != (host.indexOf(':') >= 0)) {
            throw new IOException("a PROXY line without an address of its family");
        }
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 0xffff) {
            throw new IOException("a PROXY line without a port");
        }
        try {
            InetAddress address = HostNames.literal(host);
            if (address == null) {
                throw new IOException("a PROXY line without an IPv4 address");
            }
            return new InetSocketAddress(address, Integer.parseInt(port));
        } catch (IllegalArgumentException malformed) {
            throw new IOException("a PROXY line without an IPv6 address", malformed);
        }
    }

    private boolean isBinaryComplete() throws IOException {
        checkBeginning(BINARY_BEGINS);
        if (size < BINARY_FIXED) {
            return false;
        }
        int length = ((taken[14] & 0xff) << 8) | (taken[15] & 0xff);
        if (BINARY_FIXED + length > LONGEST_BINARY) {
            throw new IOException("a PROXY header of " + length + " bytes, more than " + LONGEST_BINARY);
        }
        return size == BINARY_FIXED + length;
    }

    private Ends readBinary() throws IOException {
        int command = taken[12] & 0xff;
        if (command == LOCAL) {
            return UNSAID;
        }
        if (command != PROXY) {
            throw new IOException("a PROXY header of an unknown version or command: " + command);
        }
        ByteBuffer rest = ByteBuffer.wrap(taken, BINARY_FIXED, size - BINARY_FIXED);
        return switch (taken[13] & 0xff) {
            case TCP4 -> internet(rest, 4);
            case TCP6 -> internet(rest, 16);
            case UNIX_STREAM -> unix(rest);
            default -> UNSAID; // what is no stream, or not said, tells nothing of this connection
        };
    }

    private static Ends internet(ByteBuffer rest, int addressBytes) throws IOException {
        byte[] source = bytes(rest, addressBytes);
        byte[] destination = bytes(rest, addressBytes);
        byte[] ports = bytes(rest, 4);
        return new Ends(
                new InetSocketAddress(InetAddress.getByAddress(source), port(ports, 0)),
                new InetSocketAddress(InetAddress.getByAddress(destination), port(ports, 2)));
    }

    private static int port(byte[] ports, int at) {
        return ((ports[at] & 0xff) << 8) | (ports[at + 1] & 0xff);
    }

    private static Ends unix(ByteBuffer rest) throws IOException {
        byte[] source = bytes(rest, UNIX_PATH);
        byte[] destination = bytes(rest, UNIX_PATH);
        return new Ends(path(source), path(destination));
    }

    private static UnixDomainSocketAddress path(byte[] padded) throws IOException {
        int length = 0;
        while (length < padded.length && padded[length] != 0) {
            length++;
        }
        try {
            return UnixDomainSocketAddress.of(new String(padded, 0, length, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noPath) {
            throw new IOException("a PROXY header with a path that can be none", noPath);
        }
    }

    private static byte[] bytes(ByteBuffer rest, int count) throws IOException {
        if (rest.remaining() < count) {
            throw new IOException("a PROXY header that is too short for its addresses");
        }
        byte[] bytes = new byte[count];
        rest.get(bytes);
        return bytes;
    }
}
