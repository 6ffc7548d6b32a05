package dev.heddle.proof;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** An endless stream of bytes that both ends of a connection can make by themselves, to send it and to compare with it. */
final class Pattern {

    private final SplittableRandom random;
    private final byte[] eight = new byte[Long.BYTES];
    private int used = Long.BYTES;
    private long count;

    Pattern(long seed) {
        random = new SplittableRandom(seed);
    }

    private byte next() {
        if (used == Long.BYTES) {
            ByteBuffer.wrap(eight).putLong(random.nextLong());
            used = 0;
        }
        count++;
        return eight[used++];
    }

    /** The next bytes of the stream. */
    byte[] take(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = next();
        }
        return bytes;
    }

    /**
     * Compares {@code bytes}, which are then at their limit, with the next ones of the stream.
     *
     * @throws AssertionError at the first byte that differs
     */
    void compare(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte actual = bytes.get();
            byte expected = next();
            if (actual != expected) {
                throw new AssertionError("byte " + (count - 1) + " is " + actual + ", not " + expected);
            }
        }
    }

    /** How many bytes of the stream were taken or compared. */
    long count() {
        return count;
    }
}
