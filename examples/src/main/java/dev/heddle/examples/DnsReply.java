package dev.heddle.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server said.
 *
 * @param query what it says that it was asked
 * @param code 0 if all is well
 * @param truncated whether the answer did not fit into the datagram
 * @param found the addresses of the name, or of what it is an alias of; perhaps none
 */
record DnsReply(DnsQuery query, int code, boolean truncated, List<InetAddress> found) {

    private static final int IS_REPLY = 0x8000;
    private static final int OPERATION = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000f;
    private static final int NO_SUCH_NAME = 3;
    private static final int CNAME = 5;

    /**
     * Reads a reply.
     *
     * @throws ProtocolException if that is no reply to a query for addresses
     */
    static DnsReply decode(ByteBuffer datagram) throws IOException {
        try {
            return decodeMessage(datagram.slice());
        } catch (BufferUnderflowException cut) {
            throw new ProtocolException("the message ends too early");
        }
    }

    /**
     * The addresses.
     *
     * @throws IOException if the server could not tell
     */
    List<InetAddress> addresses() throws IOException {
        if (code == NO_SUCH_NAME) {
            throw new UnknownHostException("no such name: " + query.name());
        }
        if (code != 0) {
            throw new ProtocolException("the server failed with code " + code + " for " + query.name());
        }
        if (truncated) {
            throw new ProtocolException("the addresses of " + query.name() + " do not fit into a datagram");
        }
        return found;
    }

    private static DnsReply decodeMessage(ByteBuffer message) throws IOException {
        int id = unsigned(message);
        int flags = unsigned(message);
        int questions = unsigned(message);
        int answers = unsigned(message);
        if ((flags & (IS_REPLY | OPERATION)) != IS_REPLY || questions != 1) {
            throw new ProtocolException("this is no reply to one query");
        }
        skip(message, DnsQuery.HEADER_BYTES - message.position());
        DnsQuery query = decodeQuery(id, message);
        boolean truncated = (flags & TRUNCATED) != 0;
        // A truncated message may end in the middle of an answer.
        List<InetAddress> found = truncated ? List.of() : new Answers(query).decode(message, answers);
        return new DnsReply(query, flags & CODE, truncated, found);
    }

    private static DnsQuery decodeQuery(int id, ByteBuffer message) throws ProtocolException {
        String name = DnsName.decode(message);
        int code = unsigned(message);
        int network = unsigned(message);
        for (DnsQuery.Type type : DnsQuery.Type.values()) {
            if (code == type.code && network == DnsQuery.INTERNET) {
                try {
                    return new DnsQuery(id, name, type);
                } catch (IllegalArgumentException notOurs) {
                    throw new ProtocolException("the question is for a name that nobody asks for: " + name);
                }
            }
        }
        throw new ProtocolException("the question is for type " + code + " of class " + network);
    }

    /** The records of a reply that lead from the name of the query to addresses. */
    private static final class Answers {

        private final DnsQuery query;
        private final Map<String, String> aliases = new HashMap<>();
        private final Map<String, List<InetAddress>> addresses = new HashMap<>();

        Answers(DnsQuery query) {
            this.query = query;
        }

        /** Reads so many records; they may come in any order. */
        List<InetAddress> decode(ByteBuffer message, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                decodeRecord(message);
            }
            String name = query.name();
            // Each step takes an alias away, so a circle of them has an end, too.
            for (String next = aliases.remove(name); next != null; next = aliases.remove(name)) {
                name = next;
            }
            return List.copyOf(addresses.getOrDefault(name, List.of()));
        }

        private void decodeRecord(ByteBuffer message) throws IOException {
            String owner = DnsName.decode(message);
            int code = unsigned(message);
            int network = unsigned(message);
            skip(message, Integer.BYTES); // for how long it holds
            int length = unsigned(message);
            int start = message.position();
            if (network == DnsQuery.INTERNET && code == CNAME) {
                aliases.put(owner, DnsName.decode(message));
                message.position(start);
            } else if (network == DnsQuery.INTERNET && code == query.type().code) {
                addresses.computeIfAbsent(owner, first -> new ArrayList<>()).add(decodeAddress(message, length));
                message.position(start);
            }
            skip(message, length);
        }

        private InetAddress decodeAddress(ByteBuffer message, int length) throws IOException {
            if (length != query.type().addressBytes) {
                throw new ProtocolException("an address of type " + query.type() + " has " + length + " bytes");
            }
            byte[] address = new byte[length];
            message.get(address);
            return InetAddress.getByAddress(address);
        }
    }

    private static int unsigned(ByteBuffer message) {
        return Short.toUnsignedInt(message.getShort());
    }

    private static void skip(ByteBuffer message, int count) {
        if (count > message.remaining()) {
            throw new BufferUnderflowException();
        }
        message.position(message.position() + count);
    }
}
