package dev.heddle.task;

import dev.heddle.spi.CurrentTask;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task that splits into subtasks, which end before it goes on (A3). Names and shapes are those of the JDK's structured
 * concurrency (JEP 505).
 *
 * {@snippet :
 * Deferred<Quote> best = reactor.async(() -> {
 *     try (var scope = Scope.open(Joiner.<Quote>anySuccessfulResultOrThrow())) {
 *         scope.fork(() -> ask(primary).await());
 *         scope.fork(() -> ask(mirror).await());
 *         return scope.join();
 *     }
 * });
 * }
 *
 * <p>A scope belongs to the task that opened it, and only that task calls it: fork, as often as it likes, join once,
 * close. Its {@link Joiner} says when it is done before all have ended. The others are <em>cancelled</em> then, as they are
 * by {@link #close}: each hears of it where it waits, and what it awaits is cancelled.
 *
 * <p>Misuse throws {@link IllegalStateException} at once: a fork or a join after the join, a close without a join after a
 * fork, a scope closed before one that was opened in it. A task that ends with a scope open waits for it like a close,
 * and fails. A call by another task, or by none, throws {@link WrongThreadException}.
 *
 * @param <T> what the subtasks return
 * @param <R> what {@link #join} returns
 */
public interface Scope<T extends @Nullable Object, R extends @Nullable Object> extends AutoCloseable {

    /**
     * A scope whose {@link #join} returns null if all subtasks succeed.
     *
     * @throws IllegalStateException if the calling thread does not run a task
     */
    static <T extends @Nullable Object> Scope<T, @Nullable Void> open() {
        return open(Joiner.<T>awaitAllSuccessfulOrThrow());
    }

    /**
     * A scope that {@code joiner} ends.
     *
     * @throws IllegalStateException if the calling thread does not run a task
     */
    static <T extends @Nullable Object, R extends @Nullable Object> Scope<T, R> open(
            Joiner<? super T, ? extends R> joiner) {
        return CurrentTask.require("Scope.open").openScope(Objects.requireNonNull(joiner, "joiner"), null);
    }

    /**
     * A scope with a limit of time: once {@code timeout} has passed, it is cancelled, unless it is joined by then, and its
     * {@link #join} throws {@link TimeoutException}.
     *
     * @param timeout from now, by the reactor's clock; zero or more
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IllegalStateException if the calling thread does not run a task
     */
    static <T extends @Nullable Object, R extends @Nullable Object> Scope<T, R> open(
            Joiner<? super T, ? extends R> joiner, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative: " + timeout);
        }
        return CurrentTask.require("Scope.open").openScope(Objects.requireNonNull(joiner, "joiner"), timeout);
    }

    /**
     * Begins a subtask, which runs {@code body} as a task, in turns: the first one soon, and in the order of the forks. In
     * a scope that was cancelled it does not begin.
     *
     * @throws IllegalStateException if the scope was joined or closed
     */
    <U extends T> Subtask<U> fork(Callable<? extends U> body);

    /**
     * Begins a subtask that does not take turns: it runs {@code work}, which may block, without the baton, beside the
     * reactor and beside other such work. Cancelling interrupts it.
     *
     * @throws IllegalStateException if the scope was joined or closed
     */
    <U extends T> Subtask<U> forkOffBaton(Callable<? extends U> work);

    /**
     * Waits until all subtasks have ended, or the scope was cancelled, and returns what its joiner makes of them.
     *
     * @throws FailedException if the joiner throws; its cause is what that threw
     * @throws TimeoutException if the limit of time was exceeded
     * @throws java.util.concurrent.CancellationException if the task that waits was cancelled
     * @throws IllegalStateException if the scope was joined or closed
     */
    R join() throws TimeoutException;

    /** Whether it was cancelled, by its joiner, its limit of time or its closing. */
    boolean isCancelled();

    /**
     * Cancels the subtasks that have not ended, and waits until they have. Once more changes nothing. Where the task that waits is
     * cancelled meanwhile, it hears of that at its next wait.
     *
     * @throws IllegalStateException if there was a fork and no join, or if scopes are open that were opened in this one,
     *     which are closed, too; either way this scope is closed then
     */
    @Override
    void close();
}
