package dev.heddle.task;

import dev.heddle.task.Subtask.State;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The joiners that {@link Joiner} offers. */
final class Joiners {

    private Joiners() {}

    /** Remembers the first failure, which ends the scope. */
    static final class AwaitAllSuccessful<T extends @Nullable Object> implements Joiner<T, @Nullable Void> {

        private @Nullable Throwable failure;

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            if (subtask.state() == State.FAILED) {
                failure = subtask.exception();
            }
            return failure != null;
        }

        @Override
        public @Nullable Void result() throws Throwable {
            if (failure != null) {
                throw failure;
            }
            return null;
        }
    }

    /** Remembers the subtasks, too. */
    static final class AllSuccessful<T extends @Nullable Object> implements Joiner<T, List<Subtask<T>>> {

        private final AwaitAllSuccessful<T> rule = new AwaitAllSuccessful<>();
        private final AllUntil<T> all = new AllUntil<>(subtask -> false);

        @Override
        public boolean onFork(Subtask<? extends T> subtask) {
            return all.onFork(subtask);
        }

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            return rule.onComplete(subtask);
        }

        @Override
        public List<Subtask<T>> result() throws Throwable {
            rule.result();
            return all.result();
        }
    }

    /** Remembers the first success, and the failures before it. */
    static final class AnySuccessful<T extends @Nullable Object> implements Joiner<T, T> {

        private @Nullable Subtask<? extends T> success;
        private @Nullable Throwable failure;

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            if (subtask.state() == State.SUCCESS) {
                success = subtask;
                return true;
            }
            Throwable another = subtask.exception();
            if (failure == null) {
                failure = another;
            } else if (failure != another) {
                failure.addSuppressed(another);
            }
            return false;
        }

        @Override
        public T result() throws Throwable {
            if (success != null) {
                return success.get();
            }
            throw failure == null ? new NoSuchElementException("no subtask has ended") : failure;
        }
    }

    /** Remembers the subtasks, in order. */
    static final class AllUntil<T extends @Nullable Object> implements Joiner<T, List<Subtask<T>>> {

        private final Predicate<? super Subtask<? extends T>> isDone;
        private final List<Subtask<T>> subtasks = new ArrayList<>();

        AllUntil(Predicate<? super Subtask<? extends T>> isDone) {
            this.isDone = Objects.requireNonNull(isDone, "isDone");
        }

        @Override
        @SuppressWarnings("unchecked") // a subtask only gives
        public boolean onFork(Subtask<? extends T> subtask) {
            subtasks.add((Subtask<T>) subtask);
            return false;
        }

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            return isDone.test(subtask);
        }

        @Override
        public List<Subtask<T>> result() {
            return List.copyOf(subtasks);
        }
    }
}
