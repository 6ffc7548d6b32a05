package dev.heddle.protocols;

import java.nio.ByteBuffer;

/**
 * A protocol of lines, and of bytes that are not lines in between, as the body of a message after its header. It begins
 * with lines; {@link #setRawMode} and {@link #setLineMode} change that, at any time, and in a callback for the very next
 * byte (B3). Of lines, all that {@link LineOnlyReceiver} says holds.
 *
 * {@snippet :
 * final class Upload extends LineReceiver {
 *     private int missing;
 *
 *     @Override
 *     protected void lineReceived(String line) {                // how many bytes follow
 *         missing = Integer.parseInt(line);
 *         setRawMode();
 *     }
 *
 *     @Override
 *     protected void rawDataReceived(ByteBuffer bytes) {
 *         int count = Math.min(missing, bytes.remaining());
 *         missing -= count;
 *         store(bytes.slice(bytes.position(), count));
 *         bytes.position(bytes.position() + count);
 *         if (missing == 0) {
 *             setLineMode();                                    // the rest of the bytes is lines again
 *         }
 *     }
 * }
 * }
 */
public abstract class LineReceiver extends LineOnlyReceiver {

    private boolean raw;

    /** For subclasses. */
    protected LineReceiver() {}

    /**
     * In raw mode: some bytes, cut anywhere.
     *
     * @param bytes readable from position to limit, and only until this method returns; where it has called
     *     {@link #setLineMode}, what it leaves unread is lines
     */
    protected void rawDataReceived(ByteBuffer bytes) {}

    /** From here on there are no lines, but bytes: {@link #rawDataReceived}. */
    public final void setRawMode() {
        raw = true;
        restart();
    }

    /** From here on there are lines again. */
    public final void setLineMode() {
        raw = false;
    }

    @Override
    final void cutLine(ByteBuffer bytes) {
        if (!raw) {
            super.cutLine(bytes);
            return;
        }
        rawDataReceived(bytes);
        if (raw) {
            bytes.position(bytes.limit());
        }
    }
}
