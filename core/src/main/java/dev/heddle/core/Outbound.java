package dev.heddle.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a stream is to send, copied from what the application wrote, and given to the wire in batches, one after the
 * other. Small writes share a chunk; an empty outbound holds no memory worth the name.
 */
final class Outbound {

    private static final int SMALLEST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 64 * 1024;

    /** The JDK copies a whole batch for each attempt to send it, however little the kernel then takes. */
    private static final int CHUNKS_PER_BATCH = 4;

    /** What no batch has taken yet. All but the last are ready to be read; the last can still be written to. */
    private final List<ByteBuffer> chunks = new ArrayList<>(1);

    private long queuedBytes;
    private long batchBytes;

    /** Whether there is something for a batch to take. */
    boolean isQueued() {
        return queuedBytes > 0;
    }

    /** How many bytes were appended and are not known to be sent. */
    long unsentBytes() {
        return queuedBytes + batchBytes;
    }

    void append(ByteBuffer source) {
        queuedBytes += source.remaining();
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
        long size = Math.max(wanted, queuedBytes / 2);
        ByteBuffer chunk = ByteBuffer.allocate(Math.clamp(size, SMALLEST_CHUNK, LARGEST_CHUNK));
        chunks.add(chunk);
        return chunk;
    }

    /** The next bytes, which are the caller's from now on. Only if something is queued, and the last batch was sent. */
    ByteBuffer[] takeBatch() {
        List<ByteBuffer> taken = chunks.subList(0, Math.min(CHUNKS_PER_BATCH, chunks.size()));
        if (taken.size() == chunks.size()) {
            chunks.getLast().flip();
        }
        ByteBuffer[] batch = taken.toArray(ByteBuffer[]::new);
        taken.clear();
        for (ByteBuffer chunk : batch) {
            batchBytes += chunk.remaining();
        }
        queuedBytes -= batchBytes;
        return batch;
    }

    /** All that is queued, as a part of the batch that is being sent, if there is one. */
    ByteBuffer[] takeAll() {
        if (!chunks.isEmpty()) {
            chunks.getLast().flip();
        }
        ByteBuffer[] all = chunks.toArray(ByteBuffer[]::new);
        chunks.clear();
        batchBytes += queuedBytes;
        queuedBytes = 0;
        return all;
    }

    /** The last batch was sent; how many bytes it had. */
    long batchSent() {
        long sentBytes = batchBytes;
        batchBytes = 0;
        return sentBytes;
    }

    void clear() {
        chunks.clear();
        queuedBytes = 0;
        batchBytes = 0;
    }
}
