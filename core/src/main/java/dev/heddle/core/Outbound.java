package dev.heddle.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a stream is to send, copied from what the application wrote. Small writes share a chunk; an empty outbound
 * holds no memory worth the name.
 */
final class Outbound {

    private static final int SMALLEST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 64 * 1024;

    /** All but the last are ready to be read; the last can still be written to. */
    private final List<ByteBuffer> chunks = new ArrayList<>(1);

    private long bytes;

    boolean isEmpty() {
        return bytes == 0;
    }

    void append(ByteBuffer source) {
        bytes += source.remaining();
        while (source.hasRemaining()) {
            ByteBuffer chunk = chunkWithSpace(source.remaining());
            int count = Math.min(chunk.remaining(), source.remaining());
            chunk.put(chunk.position(), source, source.position(), count);
            chunk.position(chunk.position() + count);
            source.position(source.position() + count);
        }
    }

    private ByteBuffer chunkWithSpace(int wanted) {
        if (!chunks.isEmpty()) {
            ByteBuffer last = chunks.getLast();
            if (last.hasRemaining()) {
                return last;
            }
            last.flip();
        }
        ByteBuffer chunk = ByteBuffer.allocate(Math.clamp(Math.max(wanted, bytes / 2), SMALLEST_CHUNK, LARGEST_CHUNK));
        chunks.add(chunk);
        return chunk;
    }

    /** All bytes, which are the caller's from now on. Not for an empty outbound. */
    ByteBuffer[] takeBatch() {
        chunks.getLast().flip();
        ByteBuffer[] batch = chunks.toArray(ByteBuffer[]::new);
        clear();
        return batch;
    }

    void clear() {
        chunks.clear();
        bytes = 0;
    }
}
