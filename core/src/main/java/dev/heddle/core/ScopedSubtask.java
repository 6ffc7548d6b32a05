package dev.heddle.core;

import dev.heddle.spi.Trail;
import dev.heddle.task.Subtask;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is common to the subtasks of a scope, however they run: their state, which only a scope that goes on still sees. */
abstract sealed class ScopedSubtask<T extends @Nullable Object> implements Subtask<T> permits ScopedTask, ScopedWork {

    private final TaskScope<? super T, ?> scope;

    /** Where it was forked; null where no trails are kept. */
    private final @Nullable Throwable forked;

    private State state = State.UNAVAILABLE;
    private @Nullable T value;
    private @Nullable Throwable thrown;

    ScopedSubtask(TaskScope<? super T, ?> scope) {
        this.scope = scope;
        forked = Trail.IS_KEPT ? Trail.here("the subtask was forked here") : null;
    }

    /** Has it begin, soon. With the baton held, like all that follows. */
    abstract void begin();

    /** Has it end, soon. */
    abstract void cancel();

    /** Tells the scope that it has returned. */
    final void endWithValue(T returned) {
        if (!scope.isCancelled()) {
            state = State.SUCCESS;
            value = returned;
        }
        scope.ended(this);
    }

    /** Tells the scope that it has thrown; whether that was of use to anybody. */
    final boolean endWithThrowable(Throwable cause) {
        boolean wanted = !scope.isCancelled();
        if (wanted) {
            state = State.FAILED;
            thrown = cause;
            Trail.add(cause, forked);
        }
        scope.ended(this);
        return wanted;
    }

    /** Tells the scope that it has ended and has nothing to tell. */
    final void endUnavailable() {
        scope.ended(this);
    }

    @Override
    public final State state() {
        return state;
    }

    @Override
    @SuppressWarnings("NullAway") // null is a value where T allows for it
    public final T get() {
        require(State.SUCCESS);
        return value;
    }

    @Override
    public final Throwable exception() {
        require(State.FAILED);
        return Objects.requireNonNull(thrown);
    }

    private void require(State wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the subtask is " + state + ", not " + wanted + ": " + this);
        }
    }
}
