package dev.heddle.core;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that a stream is to send, copied from what the application wrote, and given to the wire in batches, one after the
 * other. Small writes share a chunk; an empty outbound holds no memory worth the name.
 */
final class Outbound {

    private static final int SMALLEST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 64 * 1024;

    /** The JDK copies a whole batch for each attempt to send it, however little the kernel then takes. */
    private static final int CHUNKS_PER_BATCH = 4;

    private static final ByteBuffer[] NONE = {};

    private final SpareChunks spare;

    /** What no batch has taken yet, and how many of them there are. All but the last are ready to be read. */
    private ByteBuffer[] chunks = NONE;

    private int count;

    /** What the wire has, if it is to be used again. */
    private ByteBuffer[] batch = NONE;

    private long queuedBytes;
    private long batchBytes;

    Outbound(SpareChunks spare) {
        this.spare = spare;
    }

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
            int bytes = Math.min(chunk.remaining(), source.remaining());
            chunk.put(chunk.position(), source, source.position(), bytes);
            chunk.position(chunk.position() + bytes);
            source.position(source.position() + bytes);
        }
    }

    private ByteBuffer chunkWithSpace(int wanted) {
        if (count > 0) {
            ByteBuffer last = chunks[count - 1];
            if (last.hasRemaining()) {
                return last;
            }
            last.flip();
        }
        long size = Math.max(wanted, queuedBytes / 2);
        ByteBuffer chunk = spare.take(Math.clamp(size, SMALLEST_CHUNK, LARGEST_CHUNK));
        add(chunk);
        return chunk;
    }

    private void add(ByteBuffer chunk) {
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(1, 2 * count));
        }
        chunks[count] = chunk;
        count++;
    }

    /** The next bytes, which are the caller's until {@link #batchSent}. Only if something is queued, and the last batch was sent. */
    ByteBuffer[] takeBatch() {
        batch = take(Math.min(CHUNKS_PER_BATCH, count));
        for (ByteBuffer chunk : batch) {
            batchBytes += chunk.remaining();
        }
        queuedBytes -= batchBytes;
        return batch;
    }

    /** All that is queued, as a part of the batch that is being sent, if there is one. It is not used again. */
    ByteBuffer[] takeAll() {
        batch = NONE;
        ByteBuffer[] all = take(count);
        batchBytes += queuedBytes;
        queuedBytes = 0;
        return all;
    }

    private ByteBuffer[] take(int taken) {
        if (taken == count && taken > 0) {
            chunks[taken - 1].flip();
        }
        ByteBuffer[] first = taken == chunks.length ? chunks : Arrays.copyOf(chunks, taken);
        chunks = taken == count ? NONE : Arrays.copyOfRange(chunks, taken, count);
        count -= taken;
        return first;
    }

    /** The last batch was sent; how many bytes it had. */
    long batchSent() {
        for (ByteBuffer chunk : batch) {
            spare.give(chunk);
        }
        batch = NONE;
        long sentBytes = batchBytes;
        batchBytes = 0;
        return sentBytes;
    }

    void clear() {
        chunks = NONE;
        count = 0;
        batch = NONE;
        queuedBytes = 0;
        batchBytes = 0;
    }
}
