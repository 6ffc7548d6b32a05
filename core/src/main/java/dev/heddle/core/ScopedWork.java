package dev.heddle.core;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A subtask that runs beside the reactor. */
final class ScopedWork<T extends @Nullable Object> extends ScopedSubtask<T> {

    private final CoreReactor reactor;
    private final String name;
    private final FutureTask<T> call;

    ScopedWork(CoreReactor reactor, TaskScope<? super T, ?> scope, Callable<? extends T> work) {
        super(scope);
        this.reactor = reactor;
        name = "forkOffBaton of " + work;
        call = new FutureTask<>(work::call);
    }

    @Override
    void begin() {
        reactor.tasks().runBeside(name, call, () -> reactor.turns().laterOrAlone(this::end));
    }

    @Override
    void cancel() {
        call.cancel(true);
    }

    private void end() {
        switch (call.state()) {
            case SUCCESS -> endWithValue(call.resultNow());
            case FAILED -> endWithThrowable(call.exceptionNow());
            case CANCELLED, RUNNING -> endUnavailable();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
