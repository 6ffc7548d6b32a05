package dev.heddle.core;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Chunks whose bytes were sent, for the next ones of any stream of one reactor: the JVM fills new memory with zeros, which
 * costs as much as to fill it with what is to be sent (benchmark {@code Bulk}). With the baton held.
 */
final class SpareChunks {

    private static final int MOST = 16;

    /** Smaller ones cost less to make than to keep. */
    private static final int SMALLEST_BYTES = 4 * 1024;

    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>(MOST);

    /** An empty chunk for so many bytes at least. Its contents are those of others, and nobody may read them. */
    ByteBuffer take(int bytes) {
        ByteBuffer chunk = bytes < SMALLEST_BYTES ? null : spare.poll();
        return chunk == null || chunk.capacity() < bytes ? ByteBuffer.allocate(bytes) : chunk.clear();
    }

    /** Keeps {@code chunk}, which nobody uses any more, unless there are enough. */
    void give(ByteBuffer chunk) {
        if (chunk.capacity() >= SMALLEST_BYTES && spare.size() < MOST) {
            spare.push(chunk);
        }
    }
}
