package dev.heddle;

import dev.heddle.defer.Deferred;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The ways between a reactor and other threads: from them into a turn, and from a turn out to them. */
public interface ReactorThreads {

    /** Whether the calling thread holds the baton, which is to say: whether it runs inside a turn. */
    boolean isHeldByCurrentThread();

    /**
     * Runs {@code task} in a turn of its own, soon, and in the order in which such calls were made. May be called from
     * any thread, also before the reactor runs: the calls are kept and run at its start (R7). A call that returned
     * normally is run, whatever happens; an exception that the task throws is logged.
     *
     * @throws RejectedExecutionException if the reactor has stopped
     */
    void callFromThread(Runnable task);

    /**
     * Runs {@code task} in a turn of its own and waits for what it returns. Never hangs across a stop.
     *
     * @return what the task returned
     * @throws IllegalStateException if called with the baton held, since it would wait for itself
     * @throws ExecutionException if the task threw; the exception is the cause
     * @throws InterruptedException if the waiting thread is interrupted; the task may run all the same
     * @throws RejectedExecutionException if the reactor has stopped
     */
    <T extends @Nullable Object> T blockingCallFromThread(Callable<T> task)
            throws ExecutionException, InterruptedException;

    /**
     * Runs {@code work}, which may block, without the baton, on a virtual thread of its own (R8). Cancelling the
     * Deferred fails it at once and interrupts the work. When the reactor stops, work that is still under way is
     * interrupted and its Deferred fails with {@link java.util.concurrent.CancellationException}.
     *
     * @return fires, with the baton held, with what the work returns or throws
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work);

    /**
     * As {@link #deferToThread(Callable)}, on a thread of {@code executor}. At the stop such work is interrupted, but not
     * waited for: its thread is the executor's.
     *
     * @throws RejectedExecutionException if the executor refuses the work
     */
    <T extends @Nullable Object> Deferred<T> deferToThread(Executor executor, Callable<T> work);

    /**
     * As {@link #deferToThread(Callable)}, for work that opens something. What it has opened when nobody gets it any more, since
     * the Deferred was cancelled or the reactor stops, is closed again at once (R8).
     *
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default <T extends AutoCloseable> Deferred<T> openInThread(Callable<T> work) {
        return Opening.begin(this, Objects.requireNonNull(work, "work"));
    }
}
