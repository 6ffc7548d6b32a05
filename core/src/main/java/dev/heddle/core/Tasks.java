package dev.heddle.core;

import dev.heddle.defer.Deferred;
import dev.heddle.spi.CurrentTask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The tasks of one reactor, and the work for which they let go of the baton. */
final class Tasks {

    private final CoreReactor reactor;

    /** Those that the application asked for and that have not ended. The baton's. */
    private final Set<Root<?>> running = new LinkedHashSet<>();

    Tasks(CoreReactor reactor) {
        this.reactor = reactor;
    }

    <T extends @Nullable Object> Deferred<T> async(Callable<T> body) {
        Root<T> root = new Root<>(body);
        if (reactor.isEnding()) {
            root.result.cancel();
        } else {
            running.add(root);
            root.task.start();
        }
        return root.result;
    }

    /** Cancels all tasks, once more if need be. Subtasks are cancelled by those that forked them. */
    void stop() {
        for (Root<?> root : List.copyOf(running)) {
            root.result.cancel();
            root.task.cancel();
        }
    }

    /** The calling thread's task. */
    Task<?> require(String call) {
        if (CurrentTask.require(call) instanceof Task<?> task && task.isOf(reactor)) {
            return task;
        }
        throw new IllegalStateException(call + " was called in a task of another reactor: call it on that one");
    }

    /** Runs {@code call} beside the reactor, and when it has ended, also if it was cancelled, {@code end}. */
    void runBeside(String name, FutureTask<?> call, Runnable end) {
        reactor.turns().driver().runBeside(name, () -> {
            try {
                call.run();
            } finally {
                end.run();
            }
        });
    }

    /** What {@code call}, which has ended and was not cancelled, returned or threw. */
    static <T extends @Nullable Object> T resultOf(FutureTask<T> call) throws Exception {
        if (call.state() == FutureTask.State.SUCCESS) {
            return call.resultNow();
        }
        Throwable thrown = call.exceptionNow();
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    /** What a cancelled body threw has nobody to go to; that it was cancelled is no news (M9). */
    static void logUnlessCancel(Object task, Throwable thrown) {
        if (!(thrown instanceof CancellationException)) {
            Log.threw(task, thrown);
        }
    }

    /** A task that the application asked for, and the Deferred of its result. */
    private final class Root<T extends @Nullable Object> implements Task.Ending<T> {

        final Task<T> task;
        final Deferred<T> result = Deferred.owedBy(reactor, cancelled -> cancel());

        /** Whether the Deferred has failed by its cancel. */
        private boolean givenUp;

        Root(Callable<T> body) {
            task = new Task<>(reactor, "task of " + body, body, this);
        }

        private void cancel() {
            givenUp = true;
            task.cancel();
        }

        @Override
        public void returned(T value) {
            running.remove(this);
            if (!givenUp) {
                Beside.succeed(result, value);
            }
        }

        @Override
        public void threw(Throwable thrown) {
            running.remove(this);
            if (givenUp) {
                logUnlessCancel(task, thrown);
            } else {
                result.errback(thrown);
            }
        }

        @Override
        public void neverBegan() {
            running.remove(this);
            if (!givenUp) {
                result.cancel();
            }
        }
    }
}
