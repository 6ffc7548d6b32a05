package dev.heddle.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a thread holds to be the reactor: there is one, so one callback runs at a time, and each sees all that earlier
 * ones wrote (M1).
 *
 * <p>It is a lock. A thread that brings an event waits for the baton and runs the event itself, with no hand-over to
 * another thread and no queue. A {@link ReentrantLock} parks a virtual thread without its carrier, on JDK 21 too.
 *
 * <p>A thread that finds the baton free takes it, also if others wait: they are asleep, and waking one for each event
 * would cost more than the event. But one that never has to wait, with long callbacks and short gaps between them,
 * could keep the others waiting for ever. So that is bounded in turns; then it queues, too, and the lock is a fair one,
 * which goes to the thread that has waited longest.
 *
 * <p>Before the reactor starts there are no turns, and any thread may use it: each call takes the baton for itself.
 * Afterwards a call without the baton is a mistake of the caller's, and is told so (M3).
 */
final class Baton {

    /** After so many turns nobody takes the baton before the thread that has waited longest (M8). */
    static final int TURNS_OUT_OF_ORDER = 1_024;

    private final Lock lock = new Lock();

    /** How many turns were made since the baton last went to a thread that waited, or nobody did. The baton's. */
    private int turnsOutOfOrder;

    /** How often the baton was taken or a turn ended. Written by who has it, for {@link SlowTurns} to read. */
    private final AtomicLong steps = new AtomicLong();

    /** Who has the baton on {@link Loan} from the thread that holds the lock; null if nobody has. Written by the borrower. */
    private volatile @Nullable Thread borrower;

    /** Whether calls need the baton. Written with the baton held. */
    private volatile boolean started;

    boolean isHeldByCurrentThread() {
        Thread present = borrower;
        return present == null ? lock.isHeldByCurrentThread() : present == Thread.currentThread();
    }

    void take() {
        lock();
        step();
    }

    private void lock() {
        assert !lock.isHeldByCurrentThread() : "a turn inside a turn";
        if (lock.tryLock()) {
            if (!lock.hasQueuedThreads()) {
                turnsOutOfOrder = 0;
                return;
            }
            if (turnsOutOfOrder < TURNS_OUT_OF_ORDER) {
                return;
            }
            lock.unlock();
        }
        lock.lock();
        turnsOutOfOrder = 0;
    }

    /** Counts a turn. With the baton held. */
    void turnEnds() {
        turnsOutOfOrder++;
        step();
    }

    private void step() {
        steps.setOpaque(steps.getPlain() + 1);
    }

    /** Changes whenever the baton is taken for turns, and with each turn. From any thread. */
    long steps() {
        return steps.getOpaque();
    }

    /** Takes the baton, if it can be had within {@code limit}; whether it was. */
    boolean tryTake(Duration limit) throws InterruptedException {
        return lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void release() {
        lock.unlock();
    }

    /** Who holds the baton at the moment; null if nobody does. */
    @Nullable
    Thread holder() {
        Thread present = borrower;
        return present == null ? lock.getOwner() : present;
    }

    /** Has the calling thread hold the baton, while the one that holds the lock does nothing but wait for its end. */
    void borrow() {
        Thread.interrupted(); // of while it waited: a turn does not begin with that (M7)
        borrower = Thread.currentThread();
    }

    /** Ends {@link #borrow}. */
    void giveBack() {
        Thread.interrupted(); // the application's, which goes no further (M7)
        borrower = null;
    }

    /** From now on calls need the baton. */
    void start() {
        started = true;
    }

    /**
     * Lets a call of the application pass that has the baton, or may take it, and stops any other.
     *
     * @return whether the baton was taken for this call, so that the caller must {@link #release} it after
     * @throws WrongThreadException if the reactor has started and the calling thread does not hold the baton
     */
    @SuppressWarnings("LockNotBeforeTry") // the caller releases it
    boolean admit(String call) {
        if (isHeldByCurrentThread()) {
            return false;
        }
        if (!started) {
            lock.lock();
            if (!started) {
                return true;
            }
            lock.unlock();
        }
        throw new WrongThreadException(call + " was called on " + Thread.currentThread()
                + ", which does not hold this reactor's baton; use reactor.callFromThread(() -> ...)");
    }

    /** A fair lock that tells who has it. */
    private static final class Lock extends ReentrantLock {

        private static final long serialVersionUID = 1;

        Lock() {
            super(true);
        }

        @Override
        protected @Nullable Thread getOwner() {
            return super.getOwner();
        }
    }
}
