package dev.heddle.protocols;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A protocol of netstrings: the length in decimal digits, a colon, the bytes, a comma. Extend it and override
 * {@link #messageReceived}.
 *
 * <p>A message has at most 99,999 bytes unless {@link #setMaxLength} says otherwise. What is announced costs nothing: memory
 * is taken for what has arrived (B4). What is no netstring - a length that begins with a zero, another byte than the one
 * that has to come - ends the connection, since nobody knows where the next one would begin (B5).
 *
 * <p>However the network cuts them, messages are the same, and arrive in order (B1). After a callback has called
 * {@code loseConnection} or {@code abortConnection} there is none (B6). While the transport is paused there is none
 * either, not even of those that have arrived; they follow when it is resumed, in later turns (B7).
 */
public abstract class NetstringReceiver extends Receiver {

    /** How long a message may be unless told otherwise, in bytes. */
    public static final int DEFAULT_MAX_LENGTH = 99_999;

    private int maxLength = DEFAULT_MAX_LENGTH;

    /** What the digits say that have come; -1 before the first. */
    private long length = -1;

    /** Whether the colon has come. */
    private boolean inMessage;

    /** For subclasses. */
    protected NetstringReceiver() {}

    /**
     * A message.
     *
     * @param message readable from position to limit, and only until this method returns
     */
    protected void messageReceived(ByteBuffer message) {}

    /**
     * What came is no netstring, or one that is longer than {@link #setMaxLength} allows. Called once, and when it returns
     * the connection is closed. Unless overridden, does nothing.
     *
     * @param why what is wrong with it
     */
    protected void brokenPeer(String why) {}

    /** Sends the remaining bytes of {@code message} as a netstring. They are taken before this method returns. */
    public final void sendMessage(ByteBuffer message) {
        transport().write((message.remaining() + ":").getBytes(StandardCharsets.US_ASCII));
        transport().write(message);
        transport().write(new byte[] {','});
    }

    /** Sends all of {@code message}, as {@link #sendMessage(ByteBuffer)} does. */
    public final void sendMessage(byte[] message) {
        sendMessage(ByteBuffer.wrap(message));
    }

    /**
     * Has messages that arrive be of {@code bytes} at most, from the next one on.
     *
     * @param bytes from 0 to 2^30
     */
    public final void setMaxLength(int bytes) {
        maxLength = Limits.requireMaxLength(bytes);
    }

    @Override
    final void cut(ByteBuffer bytes) {
        if (inMessage) {
            cutMessage(bytes);
        } else {
            cutLength(bytes.get());
        }
    }

    private void cutLength(byte next) {
        if (next == ':' && length >= 0) {
            inMessage = true;
        } else if (next < '0' || next > '9') {
            fail((length < 0 ? "a digit" : "a digit or a colon") + " was to come, not " + show(next));
        } else if (length == 0) {
            fail("a length begins with a zero and goes on with " + show(next));
        } else {
            length = Math.max(0, length) * 10 + next - '0';
            if (length > maxLength) {
                fail("a length begins with " + length + ", and at most " + maxLength + " bytes are received");
            }
        }
    }

    /** The message, and the comma after it. */
    private void cutMessage(ByteBuffer bytes) {
        int missing = (int) length + 1 - partial.size();
        if (bytes.remaining() < missing) {
            partial.add(bytes, bytes.remaining());
            return;
        }
        ByteBuffer message;
        if (partial.isEmpty()) {
            message = slice(bytes, missing);
        } else {
            partial.add(bytes, missing);
            message = partial.take();
        }
        byte last = message.get((int) length);
        message.limit((int) length);
        length = -1;
        inMessage = false;
        if (last == ',') {
            messageReceived(message);
        } else {
            fail("a comma was to end a message of " + message.remaining() + " bytes, not " + show(last));
        }
    }

    private void fail(String why) {
        try {
            brokenPeer(why);
        } finally {
            transport().loseConnection();
        }
    }

    private static String show(byte value) {
        return value > ' ' && value < 0x7f ? "'" + (char) value + "'" : String.format("0x%02x", value & 0xff);
    }
}
