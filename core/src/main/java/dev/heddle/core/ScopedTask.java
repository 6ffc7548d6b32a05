package dev.heddle.core;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A subtask that runs in turns. */
final class ScopedTask<T extends @Nullable Object> extends ScopedSubtask<T> implements Task.Ending<T> {

    private final Task<T> task;

    ScopedTask(CoreReactor reactor, TaskScope<? super T, ?> scope, Callable<? extends T> body) {
        super(scope);
        task = new Task<>(reactor, "subtask of " + body, body, this);
    }

    @Override
    void begin() {
        task.start();
    }

    @Override
    void cancel() {
        task.cancel();
    }

    @Override
    public void returned(T value) {
        endWithValue(value);
    }

    @Override
    public void threw(Throwable thrown) {
        if (!endWithThrowable(thrown)) {
            Tasks.logUnlessCancel(task, thrown);
        }
    }

    @Override
    public void neverBegan() {
        endUnavailable();
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
