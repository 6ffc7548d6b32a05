package dev.heddle.defer;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, for which Deferreds wait in the order in which they came: a limit to how much is done at a time
 * (L5).
 *
 * {@snippet :
 * var atATime = new DeferredSemaphore(10);
 * for (URI page : pages) {
 *     atATime.run(() -> fetch(page)).addConsumer(this::store);
 * }
 * }
 *
 * <p>Any thread may call. Who waits for a permit gets it on the thread that released it, before
 * {@link #release} returns; where that is called by callbacks of one who just got his, soon after them.
 * {@link Deferred#on} moves what follows to a reactor.
 */
public final class DeferredSemaphore {

    private final Exchange<DeferredSemaphore> permits = new Exchange<>();
    private final int limit;

    /**
     * A semaphore with so many permits, all of them free.
     *
     * @throws IllegalArgumentException if {@code limit} is less than 1
     */
    public DeferredSemaphore(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a semaphore needs 1 permit at least, not " + limit);
        }
        this.limit = limit;
        for (int i = 0; i < limit; i++) {
            permits.put(this, limit);
        }
    }

    /**
     * A permit, once there is one: fires with this semaphore. Whoever has it must call {@link #release}, or nobody else
     * will get it. Cancelling the Deferred gives up waiting; where it has fired, the permit stays taken.
     */
    public Deferred<DeferredSemaphore> acquire() {
        return permits.take();
    }

    /**
     * Gives a permit to who has waited longest, or back.
     *
     * @throws IllegalStateException if none is taken
     */
    public void release() {
        if (!permits.giveBack(this, limit)) {
            throw new IllegalStateException("released more often than acquired, of a limit of " + limit);
        }
    }

    /**
     * Calls {@code work} once there is a permit, and releases that when the work's Deferred has a result, of either
     * kind, or could not be had since {@code work} threw. Cancelling gives up waiting, or cancels the work's Deferred.
     *
     * @return fires with what the work's Deferred fires with, or fails with {@link CancellationException} where it was
     *     not begun
     */
    public <T extends @Nullable Object> Deferred<T> run(Callable<? extends Deferred<T>> work) {
        Objects.requireNonNull(work, "work");
        return acquire().addCallbackDeferring(acquired -> Deferreds.maybe(work).passing(this::release));
    }

    /** How many permits are free. Where other threads acquire and release, there may be more or fewer by now. */
    public int available() {
        return permits.countFree();
    }

    /** How many permits there are. */
    public int limit() {
        return limit;
    }
}
