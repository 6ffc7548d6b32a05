package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Names as DNS has them: labels with their lengths before them, a list that a zero ends (RFC 1035, 3.1 and 4.1.4). */
final class DnsName {

    private static final int LARGEST_LABEL = 63;
    private static final int LARGEST_NAME = 255;
    private static final int POINTER = 0xc0;

    private DnsName() {}

    /**
     * The one way to write {@code name}: in ASCII, in lower case, without a dot at the end.
     *
     * @throws IllegalArgumentException if DNS cannot have such a name
     */
    static String normalize(String name) {
        String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String ascii = IDN.toASCII(relative).toLowerCase(Locale.ROOT);
        for (String label : ascii.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LARGEST_LABEL) {
                throw new IllegalArgumentException(
                        "a label has 1 to " + LARGEST_LABEL + " bytes, unlike '" + label + "'");
            }
        }
        if (ascii.length() + 2 > LARGEST_NAME) {
            throw new IllegalArgumentException("a name has at most " + (LARGEST_NAME - 2) + " bytes, unlike " + name);
        }
        return ascii;
    }

    /** Writes a name that {@link #normalize} returned. */
    static byte[] encode(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    /**
     * Reads the name at the position of {@code message}, in lower case, and moves the position behind it. A name may end in
     * a pointer to an earlier part of the message. Pointers go only further back each time, so there is always an end.
     *
     * @param message the whole of it, from index 0
     * @throws ProtocolException if that is no name
     * @throws java.nio.BufferUnderflowException if the message ends before the name does
     */
    static String decode(ByteBuffer message) throws ProtocolException {
        StringBuilder name = new StringBuilder();
        int earliest = message.position();
        ByteBuffer part = message;
        for (int length = unsigned(part); length > 0; length = unsigned(part)) {
            if (length >= POINTER) {
                int target = (length - POINTER) << 8 | unsigned(part);
                if (target >= earliest) {
                    throw new ProtocolException("a name points to byte " + target + ", which is not before it");
                }
                earliest = target;
                part = message.duplicate().position(target);
            } else if (length > LARGEST_LABEL) {
                throw new ProtocolException("a label has the unknown type " + length);
            } else {
                append(name, part, length);
            }
        }
        return name.toString();
    }

    private static void append(StringBuilder name, ByteBuffer part, int length) throws ProtocolException {
        byte[] label = new byte[length];
        part.get(label);
        if (!name.isEmpty()) {
            name.append('.');
        }
        // A dot inside of a label is none between two.
        name.append(new String(label, ISO_8859_1).toLowerCase(Locale.ROOT).replace(".", "\\."));
        if (name.length() > LARGEST_NAME) {
            throw new ProtocolException("a name is longer than " + LARGEST_NAME + " bytes");
        }
    }

    private static int unsigned(ByteBuffer part) {
        return Byte.toUnsignedInt(part.get());
    }
}
