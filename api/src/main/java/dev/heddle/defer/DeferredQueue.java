package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * A queue from which Deferreds take: values wait for those who {@link #get} them, or these for values, in the order in
 * which they came (L6).
 *
 * {@snippet :
 * var jobs = new DeferredQueue<Job>(100, 1);       // 100 jobs may lie there, and one may wait for the next
 * jobs.get().addConsumer(this::begin);
 * jobs.put(new Job());                             // begins
 * }
 *
 * <p>Any thread may call. Who waits for a value gets it on the thread that put it, before {@link #put} returns; where
 * that is called by callbacks of one who just got his, soon after them. {@link Deferred#on} moves what follows to a
 * reactor.
 */
public final class DeferredQueue<T extends @Nullable Object> {

    private final Exchange<T> exchange = new Exchange<>();
    private final int size;
    private final int backlog;

    /** A queue for any number of values, and of those who wait for one. */
    public DeferredQueue() {
        this(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * A queue with limits.
     *
     * @param size how many values may lie there; with 0, each is put only where somebody waits for it
     * @param backlog how many may wait for a value; with 0, each gets only what lies there
     * @throws IllegalArgumentException if either is negative
     */
    public DeferredQueue(int size, int backlog) {
        if (size < 0 || backlog < 0) {
            throw new IllegalArgumentException(
                    "a queue's size and backlog must not be negative: " + size + ", " + backlog);
        }
        this.size = size;
        this.backlog = backlog;
    }

    /**
     * Gives {@code value} to who has waited longest, or keeps it for whoever comes next.
     *
     * @throws QueueOverflowException if nobody waits, and as many values lie there as may
     * @throws IllegalArgumentException if it is a {@link Failure} or a Deferred, which are not values
     */
    public void put(T value) {
        Deferred.checkIsValue(value);
        if (!exchange.put(value, size)) {
            throw new QueueOverflowException("the queue is full: " + size + " values lie in it");
        }
    }

    /**
     * The value that has lain there longest, or else the next that is put. Cancelling the Deferred gives up waiting. A
     * value whose taker is cancelled while another thread puts it is kept, also over the size.
     *
     * @throws QueueUnderflowException if no value lies there, and as many wait for one as may
     */
    public Deferred<T> get() {
        Deferred<T> next = exchange.take(backlog);
        if (next == null) {
            throw new QueueUnderflowException("the queue is empty, and " + backlog + " wait for a value already");
        }
        return next;
    }
}
