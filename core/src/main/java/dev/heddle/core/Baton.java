package dev.heddle.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a thread holds to be the reactor: there is one, so one callback runs at a time, and each sees all that earlier
 * ones wrote (M1).
 *
 * <p>It is a plain lock. A thread that brings an event waits for the baton and runs the event itself, with no hand-over
 * to another thread and no queue. A {@link ReentrantLock} parks a virtual thread without its carrier, on JDK 21 too,
 * and its barging keeps the baton with threads that are awake when there is a crowd.
 *
 * <p>Before the reactor starts there are no turns, and any thread may use it: each call takes the baton for itself.
 * Afterwards a call without the baton is a mistake of the caller's, and is told so (M3).
 */
final class Baton {

    private final Lock lock = new Lock();

    /** Whether calls need the baton. Written with the baton held. */
    private volatile boolean started;

    boolean isHeldByCurrentThread() {
        return lock.isHeldByCurrentThread();
    }

    void take() {
        assert !lock.isHeldByCurrentThread() : "a turn inside a turn";
        lock.lock();
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
        return lock.getOwner();
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
        if (lock.isHeldByCurrentThread()) {
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

    /** A lock that tells who has it. */
    private static final class Lock extends ReentrantLock {

        private static final long serialVersionUID = 1;

        @Override
        protected @Nullable Thread getOwner() {
            return super.getOwner();
        }
    }
}
