package dev.heddle.core;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Datagrams that a port is to send, copied from what the application wrote, and given to the wire in batches. */
final class UnsentDatagrams {

    /** So that a port that always has something to send keeps nobody waiting (M8). */
    private static final int DATAGRAMS_PER_BATCH = 64;

    private final ArrayDeque<Datagram> queue = new ArrayDeque<>();
    private final int largestBytes;

    /** Of those queued and those in the batch. */
    private int unsentBytes;

    private int batchBytes;

    UnsentDatagrams(int largestBytes) {
        this.largestBytes = largestBytes;
    }

    /** Takes the bytes. Whether the datagram will be sent: where too much waits already, it is dropped. */
    boolean add(ByteBuffer bytes, InetSocketAddress receiver) {
        int size = bytes.remaining();
        if (unsentBytes > 0 && unsentBytes + size > largestBytes) {
            bytes.position(bytes.limit());
            return false;
        }
        unsentBytes += size;
        queue.add(new Datagram(ByteBuffer.allocate(size).put(bytes).flip(), receiver));
        return true;
    }

    boolean isQueued() {
        return !queue.isEmpty();
    }

    /** The next datagrams. Only if the last batch was sent. */
    List<Datagram> takeBatch() {
        List<Datagram> batch = new ArrayList<>(Math.min(queue.size(), DATAGRAMS_PER_BATCH));
        while (batch.size() < DATAGRAMS_PER_BATCH && !queue.isEmpty()) {
            Datagram next = queue.remove();
            batchBytes += next.bytes().remaining();
            batch.add(next);
        }
        return batch;
    }

    /** The last batch was sent. */
    void batchSent() {
        unsentBytes -= batchBytes;
        batchBytes = 0;
    }
}
