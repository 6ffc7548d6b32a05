package dev.heddle.protocols;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Producer;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a {@link PacedConnection}, piece by piece.
 *
 * <p>As long as something waits here, or a producer is registered here, this is registered as the producer of the transport.
 * So the transport tells when it has enough; and closing, which waits for a producer's last bytes, waits for what waits
 * here.
 */
final class PacedOutput implements PushProducer {

    /** A producer is paused when more than this waits, and resumed when no more than half of it does. */
    private static final int HIGH_BYTES = 1 << 16;

    private final PacedConnection connection;
    private final ReactorTime clock;
    private final List<Meter> meters;
    private final long mostBytes;

    private final Deque<PacedPart> queue = new ArrayDeque<>();
    private long queuedBytes;

    /** Null unless the next piece waits for its time. */
    private @Nullable DelayedCall next;

    /** Null unless the producer is to be told to pause or to go on, in a turn of its own. */
    private @Nullable DelayedCall telling;

    /** Whether this is the transport's producer. */
    private boolean registered;

    /** Whether the transport has enough. */
    private boolean held;

    /** Whether whoever has no producer here may not write any more. */
    private boolean ended;

    /** Whether the transport takes nothing more. */
    private boolean over;

    /** The producer here; null if there is none. */
    private @Nullable Producer producer;

    private boolean producerPaused;

    /** Whether something was written since a pull producer was asked. */
    private boolean written;

    PacedOutput(PacedConnection connection, ReactorTime clock, List<Meter> meters, long mostBytes) {
        this.connection = connection;
        this.clock = clock;
        this.meters = meters;
        this.mostBytes = mostBytes;
    }

    private Transport transport() {
        return connection.delegate();
    }

    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /** How long it takes until all that waits is sent. */
    long queuedNanos() {
        return Math.max(0, Meter.waitNanos(meters))
                + Meter.nanosFor(
                        meters, queue.stream().mapToLong(PacedPart::leftBytes).sum());
    }

    void write(ByteBuffer bytes) {
        if (ended && producer == null) {
            bytes.position(bytes.limit());
            return;
        }
        if (bytes.hasRemaining()) {
            written = true;
            PacedPart part = new PacedPart.Bytes(bytes);
            if (queue.isEmpty()) {
                sendWhatMay(part);
            }
            if (bytes.hasRemaining()) {
                enqueue(new PacedPart.Bytes(
                        ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()));
            }
            if (queuedBytes > mostBytes) {
                connection.exceed(queuedBytes, mostBytes);
            } else {
                scheduleNext();
            }
        }
    }

    /** Sends a file, or, with null, tells when all that was written is with the kernel. */
    Deferred<@Nullable Void> send(@Nullable FileRegion region) {
        Deferred<@Nullable Void> sent = Owed.by(clock, cancelled -> {
            if (region != null) {
                connection.abortConnection();
            }
        });
        PacedPart part = new PacedPart.File(region, sent);
        if (region != null && ended && producer == null) {
            part.drop(new ConnectionDone());
        } else if (queue.isEmpty() && part.leftBytes() == 0) {
            part.send(0, transport());
        } else {
            queue.add(part);
            scheduleNext();
        }
        return sent;
    }

    /** Sends the bytes that wait, all at once. What is written next waits for them to be paid for. */
    void sendNow() {
        if (queue.stream().anyMatch(part -> part instanceof PacedPart.File && part.leftBytes() > 0)) {
            throw new IllegalStateException("cannot start TLS on the connection to " + connection.getPeer()
                    + ": a file is still to be sent as it is");
        }
        for (PacedPart part = queue.poll(); part != null; part = queue.poll()) {
            int count = (int) part.leftBytes();
            Meter.take(meters, count);
            part.send(count, transport());
        }
        queuedBytes = 0;
        scheduleNext();
    }

    private void enqueue(PacedPart part) {
        queuedBytes += part.leftBytes();
        queue.add(part);
    }

    /** Sends of {@code part} what has its time now. */
    private void sendWhatMay(PacedPart part) {
        int pieceBytes = Meter.pieceBytes(meters);
        while (part.leftBytes() > 0 && !held && Meter.waitNanos(meters) <= 0) {
            int count = (int) Math.min(part.leftBytes(), pieceBytes);
            Meter.take(meters, count);
            part.send(count, transport());
        }
    }

    /** Sees to it that somebody goes on, if there is anything to go on with. */
    private void scheduleNext() {
        if (over) {
            return;
        }
        if (!queue.isEmpty() || producer != null) {
            registerWithTransport();
        } else if (registered) {
            registered = false;
            held = false;
            transport().unregisterProducer();
        }
        if (over) {
            return; // the transport said so within the registering
        }
        if (next == null && !held && (!queue.isEmpty() || isPullWaiting())) {
            next = clock.callLater(Duration.ofNanos(Meter.waitNanos(meters)), this::goOn);
        }
        if (telling == null && producerPaused != wantsPause()) {
            telling = clock.callLater(Duration.ZERO, this::tellProducer);
        }
    }

    private void sendQueue() {
        for (PacedPart first = queue.peek(); first != null; first = queue.peek()) {
            boolean isMark = first.leftBytes() == 0;
            long before = first.leftBytes();
            sendWhatMay(first);
            if (first instanceof PacedPart.Bytes) {
                queuedBytes -= before - first.leftBytes();
            }
            if (first.leftBytes() > 0) {
                return;
            }
            queue.remove();
            if (isMark) {
                first.send(0, transport());
            }
        }
    }

    private boolean isPullWaiting() {
        return producer instanceof PullProducer && written && queue.isEmpty();
    }

    private boolean wantsPause() {
        return producer instanceof PushProducer
                && (held || queuedBytes > (producerPaused ? HIGH_BYTES / 2 : HIGH_BYTES));
    }

    private void goOn() {
        next = null;
        sendQueue();
        if (isPullWaiting() && !held && producer instanceof PullProducer pull) {
            written = false;
            pull.resumeProducing();
        }
        scheduleNext();
    }

    private void tellProducer() {
        telling = null;
        if (producer instanceof PushProducer push && producerPaused != wantsPause()) {
            producerPaused = wantsPause();
            if (producerPaused) {
                push.pauseProducing();
            } else {
                push.resumeProducing();
            }
        }
    }

    private void registerWithTransport() {
        if (!registered) {
            registered = true;
            transport().registerProducer(this);
        }
    }

    // Producers here.

    void register(Producer newcomer) {
        if (producer != null) {
            throw new IllegalStateException("cannot register " + newcomer + " with the connection to "
                    + connection.getPeer() + ": unregister " + producer + " first");
        }
        if (ended) {
            newcomer.stopProducing();
            return;
        }
        producer = newcomer;
        producerPaused = false;
        written = false;
        registerWithTransport();
        if (producer instanceof PullProducer pull) {
            pull.resumeProducing();
        }
        scheduleNext();
    }

    void unregister() {
        producer = null;
        producerPaused = false;
        scheduleNext();
    }

    void stopProducer() {
        Producer stopped = producer;
        producer = null;
        if (stopped != null) {
            stopped.stopProducing();
        }
    }

    /** From now on nothing is taken but from a producer. */
    void end() {
        ended = true;
    }

    /** The connection is over, and nothing of what waits is sent any more. */
    void clear(CloseReason reason) {
        stop();
        List<PacedPart> dropped = List.copyOf(queue);
        queue.clear();
        queuedBytes = 0;
        dropped.forEach(part -> part.drop(reason));
    }

    private void stop() {
        ended = true;
        over = true;
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (telling != null) {
            telling.cancel();
            telling = null;
        }
    }

    // What the transport says.

    @Override
    public void pauseProducing() {
        held = true;
        scheduleNext();
    }

    @Override
    public void resumeProducing() {
        held = false;
        scheduleNext();
    }

    /** The transport takes nothing more. */
    @Override
    public void stopProducing() {
        registered = false;
        stop();
        stopProducer();
    }
}
