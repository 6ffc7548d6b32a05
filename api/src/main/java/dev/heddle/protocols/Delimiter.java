package dev.heddle.protocols;

import java.util.HexFormat;

/** What ends a line: some bytes, found in one pass, however often their beginning comes before them. */
final class Delimiter {

    static final Delimiter CR_LF = new Delimiter(new byte[] {'\r', '\n'});

    private final byte[] bytes;

    /** For each count of bytes that matched: how many still do if the next one does not. */
    private final int[] fallback;

    /** The bytes are this delimiter's. */
    Delimiter(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a delimiter must have at least one byte");
        }
        this.bytes = bytes;
        fallback = new int[bytes.length];
        for (int count = 1; count < bytes.length; count++) {
            fallback[count] = count == 1 ? 0 : advance(fallback[count - 1], bytes[count - 1]);
        }
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes of the delimiter end what came, after {@code matched} of them and {@code next}. */
    int advance(int matched, byte next) {
        int count = matched;
        while (count > 0 && bytes[count] != next) {
            count = fallback[count];
        }
        return bytes[count] == next ? count + 1 : 0;
    }

    /** Whether the first delimiter in {@code line}, when it is followed by one, does not end where that one does. */
    boolean endsInside(byte[] line) {
        int matched = 0;
        for (byte next : line) {
            matched = advance(matched, next);
            if (matched == bytes.length) {
                return true;
            }
        }
        for (int index = 0; index < bytes.length - 1; index++) {
            matched = advance(matched, bytes[index]);
            if (matched == bytes.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
