package dev.heddle.defer;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock for which Deferreds wait, in the order in which they came: for work that takes several turns, and during which
 * nobody else may be at it (L5). Within one turn no lock is needed, and none helps against a thread that blocks.
 *
 * {@snippet :
 * DeferredLock lock = new DeferredLock();
 * lock.run(() -> read(account).addCallbackDeferring(balance -> write(account, balance - 10)));
 * }
 *
 * <p>It belongs to whoever acquired it, not to a thread; it cannot be acquired twice. Any thread may call, and who waits
 * goes on as with a {@link DeferredSemaphore} of 1, which this is.
 */
public final class DeferredLock {

    private final DeferredSemaphore one = new DeferredSemaphore(1);

    /** A lock that nobody holds. */
    public DeferredLock() {}

    /**
     * The lock, once it is free. Whoever has it must call {@link #release}, or nobody else will get it. Cancelling the
     * Deferred gives up waiting; where it has fired, the lock stays held.
     */
    public Deferred<DeferredLock> acquire() {
        return one.acquire().addCallback(acquired -> this);
    }

    /**
     * Gives the lock to who has waited longest, or leaves it free.
     *
     * @throws IllegalStateException if nobody holds it
     */
    public void release() {
        one.release();
    }

    /** Calls {@code work} with the lock held, and releases it when the work has ended: {@link DeferredSemaphore#run}. */
    public <T extends @Nullable Object> Deferred<T> run(Callable<? extends Deferred<T>> work) {
        return one.run(work);
    }

    /** Whether somebody holds it. Where other threads use it, that may have changed by now. */
    public boolean isLocked() {
        return one.available() == 0;
    }
}
