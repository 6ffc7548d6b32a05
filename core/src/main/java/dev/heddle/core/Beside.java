package dev.heddle.core;

import dev.heddle.defer.Deferred;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work that runs beside the reactor, without the baton, and comes back as a Deferred that fires with it (R8). */
final class Beside {

    private final CoreReactor reactor;

    /** Work that is owed, the oldest first. The baton's. */
    private final Set<Work<?>> owed = new LinkedHashSet<>();

    /** Whether no more work is begun, since nobody would wait for it. The baton's. */
    private boolean stopped;

    Beside(CoreReactor reactor) {
        this.reactor = reactor;
    }

    /** Runs {@code callable} on a thread of the driver's. */
    <T extends @Nullable Object> Deferred<T> run(String name, Callable<T> callable) {
        return run(command -> reactor.turns().driver().runBeside(name, command), callable);
    }

    /** Runs {@code callable} on {@code executor}. */
    <T extends @Nullable Object> Deferred<T> run(Executor executor, Callable<T> callable) {
        Work<T> work = new Work<>(callable);
        if (stopped) {
            work.result.cancel();
            return work.result;
        }
        owed.add(work);
        try {
            executor.execute(work);
        } catch (RuntimeException | Error refused) {
            owed.remove(work);
            throw refused;
        }
        return work.result;
    }

    /** Interrupts all work and fails what waits for it, and from now on what is asked for. */
    void stop() {
        stopped = true;
        for (Work<?> work : List.copyOf(owed)) {
            work.result.cancel();
        }
    }

    /** Work that is owed. */
    Stream<Leftover> leftovers() {
        return owed.stream().map(work -> new Leftover(work.toString(), false));
    }

    private final class Work<T extends @Nullable Object> extends FutureTask<T> {

        final Deferred<T> result = Deferred.owedBy(reactor, this::give);
        private final Callable<T> callable;

        Work(Callable<T> callable) {
            super(callable);
            this.callable = callable;
        }

        /** Cancelling the Deferred gives up the work; the Deferred then fails by itself. */
        private void give(Deferred<T> cancelled) {
            owed.remove(this);
            cancel(true);
        }

        @Override
        protected void done() {
            if (!isCancelled()) {
                try {
                    reactor.callFromThread(this::fire);
                } catch (RejectedExecutionException stopped) {
                    // The Deferred was failed when the reactor stopped.
                }
            }
        }

        @Override
        public String toString() {
            return "work beside the reactor: " + callable;
        }

        private void fire() {
            if (!owed.remove(this)) {
                return;
            }
            if (state() != State.SUCCESS) {
                result.errback(exceptionNow());
                return;
            }
            succeed(result, resultNow());
        }
    }

    /** Fires with what somebody's code returned, or, if that is no value, fails. */
    static <T extends @Nullable Object> void succeed(Deferred<T> result, T returned) {
        try {
            result.callback(returned);
        } catch (IllegalArgumentException notAValue) {
            result.errback(notAValue);
        }
    }
}
