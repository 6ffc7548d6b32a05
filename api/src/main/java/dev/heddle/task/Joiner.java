package dev.heddle.task;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link Scope} is done, and what comes of its subtasks. One joiner serves one scope.
 *
 * <p>The names are those of the JDK's structured concurrency (JEP 505). All methods are called with the baton held, one
 * at a time, so a joiner of one's own needs no locks.
 *
 * <p>A method that throws cancels the scope, and {@link Scope#join} then throws a {@link FailedException} with that as
 * its cause.
 *
 * @param <T> what the subtasks return
 * @param <R> what {@link Scope#join} returns
 */
public interface Joiner<T extends @Nullable Object, R extends @Nullable Object> {

    /**
     * A subtask is about to begin. Whether to cancel the scope instead: the subtask does not begin then.
     *
     * <p>Does nothing, unless overridden.
     */
    default boolean onFork(Subtask<? extends T> subtask) {
        return false;
    }

    /**
     * A subtask has returned or thrown. Whether to cancel the scope. Not called for those that end after that.
     *
     * <p>Does nothing, unless overridden.
     */
    default boolean onComplete(Subtask<? extends T> subtask) {
        return false;
    }

    /** What {@link Scope#join} returns. Called once, when all subtasks have ended or the scope was cancelled. */
    R result() throws Throwable;

    /** All subtasks, in the order in which they were forked, if all succeed. The first failure cancels the others. */
    static <T extends @Nullable Object> Joiner<T, List<Subtask<T>>> allSuccessfulOrThrow() {
        return new Joiners.AllSuccessful<>();
    }

    /**
     * What the first subtask to succeed returned, which cancels the others. If all fail, the first failure, with the
     * later ones suppressed in it; if there were none, {@link java.util.NoSuchElementException}.
     */
    static <T extends @Nullable Object> Joiner<T, T> anySuccessfulResultOrThrow() {
        return new Joiners.AnySuccessful<>();
    }

    /** Null, if all subtasks succeed. The first failure cancels the others. For subtasks of different types. */
    static <T extends @Nullable Object> Joiner<T, @Nullable Void> awaitAllSuccessfulOrThrow() {
        return new Joiners.AwaitAllSuccessful<>();
    }

    /** Null, when all subtasks have ended, whatever came of them. */
    static <T extends @Nullable Object> Joiner<T, @Nullable Void> awaitAll() {
        return () -> null;
    }

    /**
     * All subtasks, in the order in which they were forked, when all have ended, or as soon as {@code isDone} holds for
     * one that has; that cancels the others.
     */
    static <T extends @Nullable Object> Joiner<T, List<Subtask<T>>> allUntil(
            Predicate<? super Subtask<? extends T>> isDone) {
        return new Joiners.AllUntil<>(isDone);
    }
}
