package dev.heddle.benchmarks.arms;

import java.nio.ByteBuffer;

/**
 * What a thread of its own reads a connection into. It begins small, so that many connections take little, and doubles
 * whenever a read has filled it, so that a connection that brings much is read in as large pieces as by a loop, which has
 * one large buffer for all.
 */
final class ReadBuffer {

    private static final int FIRST_BYTES = 1_024;
    private static final int MOST_BYTES = 64 * 1_024;

    private ReadBuffer() {}

    static ByteBuffer first() {
        return ByteBuffer.allocateDirect(FIRST_BYTES);
    }

    /** Empty, for the next read, when the last one has brought so many bytes into {@code buffer}. */
    static ByteBuffer next(ByteBuffer buffer, int count) {
        return isOutgrown(buffer.capacity(), count) ? ByteBuffer.allocateDirect(2 * buffer.capacity()) : buffer.clear();
    }

    static byte[] firstBytes() {
        return new byte[FIRST_BYTES];
    }

    /** The same for streams. */
    static byte[] next(byte[] buffer, int count) {
        return isOutgrown(buffer.length, count) ? new byte[2 * buffer.length] : buffer;
    }

    private static boolean isOutgrown(int size, int count) {
        return count == size && size < MOST_BYTES;
    }
}
