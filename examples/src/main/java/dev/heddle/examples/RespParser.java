package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into replies, wherever the network cut it. What it keeps of a reply that is not complete grows with the
 * bytes that have come, never with a length that was only announced, up to a limit.
 */
public final class RespParser {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int DEEPEST = 32;

    /** What a reply costs beside its bytes, roughly. */
    private static final int REPLY_COST = 32;

    private final long mostBytes;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final Deque<OpenRow> rows = new ArrayDeque<>();

    /** How many bytes of a bulk are still to come, with its CRLF; less than zero while a line is read. */
    private int bulkLeft = -1;

    private long cost;

    /** A row of which some replies are still to come. */
    private static final class OpenRow {
        final List<RespReply> replies = new ArrayList<>();
        int left;

        OpenRow(int left) {
            this.left = left;
        }
    }

    /** A parser of replies that cost {@code mostBytes} at most. */
    public RespParser(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The next reply; null when {@code bytes} are used up before it is complete.
     *
     * @throws ProtocolException if this is not Redis' protocol, or the reply is too large
     */
    public @Nullable RespReply next(ByteBuffer bytes) throws ProtocolException {
        while (bytes.hasRemaining()) {
            RespReply part = bulkLeft >= 0 ? bulk(bytes) : line(bytes);
            RespReply whole = part == null ? null : fillRows(part);
            if (whole != null) {
                cost = 0;
                return whole;
            }
        }
        return null;
    }

    private @Nullable RespReply line(ByteBuffer bytes) throws ProtocolException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                return kind(takeLine());
            }
            piece.write(next);
            if (piece.size() > LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        return null;
    }

    private String takeLine() throws ProtocolException {
        String line = piece.toString(UTF_8);
        piece.reset();
        if (line.length() < 2 || !line.endsWith("\r")) {
            throw new ProtocolException("not a line of a reply: '" + line.strip() + "'");
        }
        spend(line.length() + REPLY_COST);
        return line.substring(0, line.length() - 1);
    }

    private @Nullable RespReply kind(String line) throws ProtocolException {
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new RespReply.Text(rest);
            case '-' -> new RespReply.Refusal(rest);
            case ':' -> new RespReply.Whole(number(rest));
            case '$' -> beginBulk(length(rest));
            case '*' -> beginRow(length(rest));
            default -> throw new ProtocolException("no kind of reply begins like '" + line + "'");
        };
    }

    private static long number(String digits) throws ProtocolException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException malformed) {
            throw new ProtocolException("not a number: '" + digits + "'");
        }
    }

    private int length(String digits) throws ProtocolException {
        long length = number(digits);
        if (length < -1 || length > Math.min(mostBytes, Integer.MAX_VALUE - 2)) {
            throw new ProtocolException("a length of " + length + ", where " + mostBytes + " is the most");
        }
        return (int) length;
    }

    private @Nullable RespReply beginBulk(int length) {
        if (length < 0) {
            return new RespReply.Nothing();
        }
        bulkLeft = length + 2;
        return null;
    }

    private @Nullable RespReply beginRow(int length) throws ProtocolException {
        if (length < 0) {
            return new RespReply.Nothing();
        }
        if (length == 0) {
            return new RespReply.Row(List.of());
        }
        if (rows.size() == DEEPEST) {
            throw new ProtocolException("more than " + DEEPEST + " arrays in one another");
        }
        rows.push(new OpenRow(length));
        return null;
    }

    private @Nullable RespReply bulk(ByteBuffer bytes) throws ProtocolException {
        byte[] some = new byte[Math.min(bulkLeft, bytes.remaining())];
        bytes.get(some);
        spend(some.length);
        piece.writeBytes(some);
        bulkLeft -= some.length;
        if (bulkLeft > 0) {
            return null;
        }
        bulkLeft = -1;
        byte[] all = piece.toByteArray();
        piece.reset();
        int length = all.length - 2;
        if (all[length] != '\r' || all[length + 1] != '\n') {
            throw new ProtocolException("a bulk of " + length + " bytes does not end with CRLF");
        }
        return new RespReply.Bulk(new String(all, 0, length, UTF_8));
    }

    private void spend(int bytes) throws ProtocolException {
        cost += bytes;
        if (cost > mostBytes + REPLY_COST) {
            throw new ProtocolException("a reply of more than " + mostBytes + " bytes");
        }
    }

    /** Puts a reply where it belongs: into the innermost row, which may complete that, and so on; null if one is still open. */
    private @Nullable RespReply fillRows(RespReply part) {
        RespReply complete = part;
        while (!rows.isEmpty()) {
            OpenRow row = rows.element();
            row.replies.add(complete);
            row.left--;
            if (row.left > 0) {
                return null;
            }
            rows.pop();
            complete = new RespReply.Row(List.copyOf(row.replies));
        }
        return complete;
    }
}
