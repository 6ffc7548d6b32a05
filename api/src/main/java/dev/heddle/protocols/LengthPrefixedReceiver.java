package dev.heddle.protocols;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A protocol of messages that follow their length. Extend it, say how long the length is, and override
 * {@link #messageReceived}.
 *
 * <p>The length is an unsigned number, its most significant byte first, and does not count itself. A message has at most
 * 99,999 bytes unless {@link #setMaxLength} says otherwise. What is announced costs nothing: memory is taken for what has
 * arrived (B4).
 *
 * <p>However the network cuts them, messages are the same, and arrive in order (B1). After a callback has called
 * {@code loseConnection} or {@code abortConnection} there is none (B6). While the transport is paused there is none
 * either, not even of those that have arrived; they follow when it is resumed, in later turns (B7).
 *
 * {@snippet :
 * final class Mirror extends LengthPrefixedReceiver {
 *     Mirror() {
 *         super(Prefix.INT32);
 *     }
 *
 *     @Override
 *     protected void messageReceived(ByteBuffer message) {
 *         sendMessage(message);
 *     }
 * }
 * }
 */
public abstract class LengthPrefixedReceiver extends Receiver {

    /** How many bytes say the length of a message. */
    public enum Prefix {
        /** One byte: messages of up to 255 bytes. */
        INT8(1),
        /** Two bytes: messages of up to 65,535 bytes. */
        INT16(2),
        /** Four bytes. */
        INT32(4);

        private final int bytes;

        Prefix(int bytes) {
            this.bytes = bytes;
        }

        private long largest() {
            return (1L << (8 * bytes)) - 1;
        }
    }

    /** How long a message may be unless told otherwise, in bytes. */
    public static final int DEFAULT_MAX_LENGTH = 99_999;

    private final Prefix prefix;
    private int maxLength = DEFAULT_MAX_LENGTH;

    /** The length as far as it is known, and how many of its bytes that is. */
    private long length;

    private int lengthBytes;

    /** How many bytes of a message that is too long are to be thrown away. */
    private long skipped;

    /** For subclasses: the messages of both directions follow a {@code prefix}. */
    protected LengthPrefixedReceiver(Prefix prefix) {
        this.prefix = Objects.requireNonNull(prefix, "prefix");
    }

    /**
     * A message, without its length.
     *
     * @param message readable from position to limit, and only until this method returns
     */
    protected void messageReceived(ByteBuffer message) {}

    /**
     * A message is announced that is longer than {@link #setMaxLength} allows. Called once for each. Unless overridden,
     * closes the connection. If that stays open, the message is skipped, and the next one is received (B4).
     *
     * @param length of the message, in bytes
     */
    protected void lengthLimitExceeded(long length) {
        transport().loseConnection();
    }

    /**
     * Sends the remaining bytes of {@code message}, after their number. They are taken before this method returns.
     *
     * @throws IllegalArgumentException if the prefix has no room for their number
     */
    public final void sendMessage(ByteBuffer message) {
        int count = message.remaining();
        if (count > prefix.largest()) {
            throw new IllegalArgumentException("a message with a prefix of " + prefix + " has at most "
                    + prefix.largest() + " bytes, not " + count);
        }
        byte[] announced = new byte[prefix.bytes];
        for (int index = 0; index < prefix.bytes; index++) {
            announced[index] = (byte) (count >>> (8 * (prefix.bytes - 1 - index)));
        }
        transport().write(announced);
        transport().write(message);
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
        if (skipped > 0) {
            int count = (int) Math.min(skipped, bytes.remaining());
            skipped -= count;
            bytes.position(bytes.position() + count);
        } else if (lengthBytes == prefix.bytes || hasLength(bytes)) {
            cutMessage(bytes);
        }
    }

    /** Reads on in the length: whether it is there, and is one of a message to be received. */
    private boolean hasLength(ByteBuffer bytes) {
        while (lengthBytes < prefix.bytes && bytes.hasRemaining()) {
            length = (length << 8) | (bytes.get() & 0xff);
            lengthBytes++;
        }
        if (lengthBytes < prefix.bytes) {
            return false;
        }
        if (length > maxLength) {
            skipped = length;
            forgetLength();
            lengthLimitExceeded(skipped);
            return false;
        }
        return true;
    }

    private void cutMessage(ByteBuffer bytes) {
        int missing = (int) length - partial.size();
        if (bytes.remaining() < missing) {
            partial.add(bytes, bytes.remaining());
            return;
        }
        forgetLength();
        if (partial.isEmpty()) {
            messageReceived(slice(bytes, missing));
        } else {
            partial.add(bytes, missing);
            messageReceived(partial.take());
        }
    }

    private void forgetLength() {
        length = 0;
        lengthBytes = 0;
    }
}
