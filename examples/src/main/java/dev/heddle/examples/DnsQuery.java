package dev.heddle.examples;

import java.nio.ByteBuffer;

/**
 * A question for the addresses of a name, of one kind.
 *
 * @param id what the reply repeats; 0 to 65535
 * @param name made {@linkplain DnsName#normalize normal}
 */
record DnsQuery(int id, String name, Type type) {

    /** The kinds of addresses, by their numbers in DNS. */
    enum Type {
        /** IPv4. */
        A(1, 4),
        /** IPv6. */
        AAAA(28, 16);

        final int code;
        final int addressBytes;

        Type(int code, int addressBytes) {
            this.code = code;
            this.addressBytes = addressBytes;
        }
    }

    static final int HEADER_BYTES = 12;
    static final int INTERNET = 1;

    /** Asks the server to ask others, too. */
    private static final int RECURSION_DESIRED = 0x0100;

    /** Throws {@link IllegalArgumentException} if DNS cannot have such a name. */
    DnsQuery {
        name = DnsName.normalize(name);
    }

    byte[] encode() {
        byte[] encodedName = DnsName.encode(name);
        return ByteBuffer.allocate(HEADER_BYTES + encodedName.length + 4)
                .putShort((short) id)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .position(HEADER_BYTES)
                .put(encodedName)
                .putShort((short) type.code)
                .putShort((short) INTERNET)
                .array();
    }
}
