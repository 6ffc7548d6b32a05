package dev.heddle.protocols;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes as lines of sixteen, in hexadecimal digits and in ASCII. */
final class HexDump {

    private static final int LINE_BYTES = 16;
    private static final HexFormat DIGITS = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /** The first of what remains in {@code bytes}, which stay as they are; each line begins with a line feed. */
    static String of(ByteBuffer bytes, int mostBytes) {
        int shown = Math.min(bytes.remaining(), mostBytes);
        StringBuilder dump = new StringBuilder();
        for (int offset = 0; offset < shown; offset += LINE_BYTES) {
            byte[] line = new byte[Math.min(LINE_BYTES, shown - offset)];
            bytes.get(bytes.position() + offset, line);
            dump.append(String.format("\n  %08x  %-47s  %s", offset, DIGITS.formatHex(line), ascii(line)));
        }
        if (shown > 0 && shown < bytes.remaining()) {
            dump.append(String.format("\n  ... and %d more", bytes.remaining() - shown));
        }
        return dump.toString();
    }

    private static String ascii(byte[] line) {
        StringBuilder text = new StringBuilder(line.length);
        for (byte octet : line) {
            text.append(octet >= ' ' && octet < 0x7f ? (char) octet : '.');
        }
        return text.toString();
    }
}
