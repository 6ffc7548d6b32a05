package dev.heddle.protocols;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A protocol of lines. Extend it and override {@link #lineReceived}, or {@link #lineBytesReceived}.
 *
 * <p>A line ends with CR LF and has at most 16,384 bytes without it, and its characters are in UTF-8, unless this is told
 * otherwise: by a subclass in its constructor, or by any callback for the lines that follow.
 *
 * <p>However the network cuts them, lines are the same, and arrive in order (B1). After a callback has called
 * {@code loseConnection} or {@code abortConnection} there is none (B6). While the transport is paused there is none
 * either, not even of those that have arrived; they follow when it is resumed, in later turns (B7).
 *
 * {@snippet :
 * final class Shout extends LineOnlyReceiver {
 *     @Override
 *     protected void lineReceived(String line) {
 *         sendLine(line.toUpperCase(Locale.ROOT));
 *     }
 * }
 * }
 */
public abstract class LineOnlyReceiver extends Receiver {

    /** How long a line may be unless told otherwise, in bytes. */
    public static final int DEFAULT_MAX_LENGTH = 16_384;

    private Delimiter delimiter = Delimiter.CR_LF;
    private int maxLength = DEFAULT_MAX_LENGTH;
    private Charset charset = StandardCharsets.UTF_8;

    /** How many bytes of the delimiter end what has arrived. */
    private int matched;

    /** Whether the present line was too long, and the rest of it is thrown away. */
    private boolean skipping;

    /** Whether the line that has not arrived whole is to be looked through again, from its start. */
    private boolean recuts;

    /** For subclasses. */
    protected LineOnlyReceiver() {}

    /** A line, without its delimiter. What is malformed in the charset is replaced, by U+FFFD where that has it. */
    protected void lineReceived(String line) {}

    /**
     * A line, without its delimiter, as it came. Unless overridden, calls {@link #lineReceived} with its text.
     *
     * @param line readable from position to limit, and only until this method returns
     */
    protected void lineBytesReceived(ByteBuffer line) {
        byte[] copy = new byte[line.remaining()];
        line.get(copy);
        lineReceived(new String(copy, charset));
    }

    /**
     * A line has more bytes than {@link #setMaxLength} allows. Called once for each, as soon as that is known. Unless
     * overridden, closes the connection. If that stays open, the whole line is skipped, and the next one is received (B4).
     */
    protected void lineLengthExceeded() {
        transport().loseConnection();
    }

    /**
     * Sends a line, and the delimiter after it.
     *
     * @throws IllegalArgumentException if the line holds the delimiter, so that it would arrive as more than one
     */
    public final void sendLine(String line) {
        sendLine(line.getBytes(charset));
    }

    /**
     * Sends a line, and the delimiter after it.
     *
     * @throws IllegalArgumentException if the line holds the delimiter, so that it would arrive as more than one
     */
    public final void sendLine(byte[] line) {
        if (delimiter.endsInside(line)) {
            throw new IllegalArgumentException(
                    "a line must not hold its delimiter, " + delimiter + ": '" + new String(line, charset) + "'");
        }
        transport().write(line);
        transport().write(delimiter.bytes());
    }

    /**
     * Has lines end with {@code bytes}, from what has not been received yet on, both ways.
     *
     * @throws IllegalArgumentException if there are none
     */
    public final void setDelimiter(byte... bytes) {
        delimiter = new Delimiter(bytes.clone());
        recut();
    }

    /**
     * Has lines be of {@code bytes} at most, without the delimiter.
     *
     * @param bytes from 0 to 2^30
     */
    public final void setMaxLength(int bytes) {
        maxLength = Limits.requireMaxLength(bytes);
    }

    /** Has the text of lines be in {@code charset}, both ways. */
    public final void setCharset(Charset charset) {
        this.charset = Objects.requireNonNull(charset, "charset");
    }

    /** Forgets how far the present line is known. */
    private void recut() {
        recuts = true;
        matched = 0;
    }

    /** Whatever follows is not, or not yet, the rest of a line. */
    final void restart() {
        recut();
        skipping = false;
    }

    @Override
    final void cut(ByteBuffer bytes) {
        if (recuts) {
            recuts = false;
            if (!partial.isEmpty()) {
                partial.add(bytes, bytes.remaining());
                dataReceived(partial.take());
                return;
            }
        }
        cutLine(bytes);
    }

    /** No byte is looked at twice: what is known of the present line is where in a delimiter its end is. */
    void cutLine(ByteBuffer bytes) {
        int begin = bytes.position();
        long longest = (long) maxLength - partial.size() + begin;
        for (int index = begin; index < bytes.limit(); index++) {
            matched = delimiter.advance(matched, bytes.get(index));
            if (matched == delimiter.length()) {
                lineEnded(bytes, index + 1 - begin);
                return;
            }
            if (index + 1 - matched > longest && !skipping) {
                exceeded(bytes, index + 1);
                return;
            }
        }
        if (skipping) {
            bytes.position(bytes.limit());
        } else {
            partial.add(bytes, bytes.remaining());
        }
    }

    private void lineEnded(ByteBuffer bytes, int count) {
        matched = 0;
        if (skipping) {
            skipping = false;
            bytes.position(bytes.position() + count);
            return;
        }
        ByteBuffer line;
        if (partial.isEmpty()) {
            line = slice(bytes, count);
        } else {
            partial.add(bytes, count);
            line = partial.take();
        }
        lineBytesReceived(line.limit(line.limit() - delimiter.length()));
    }

    private void exceeded(ByteBuffer bytes, int end) {
        skipping = true;
        partial.clear();
        bytes.position(end);
        lineLengthExceeded();
    }
}
