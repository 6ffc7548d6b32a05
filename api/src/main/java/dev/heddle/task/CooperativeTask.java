package dev.heddle.task;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that a {@link Cooperator} does (L9). Methods are called as the cooperator's are. Once the work has
 * ended, all but {@link #whenDone} throw {@link IllegalStateException}.
 */
public final class CooperativeTask {

    private final Cooperator cooperator;
    private final Home home;
    private final Iterator<?> steps;
    private final List<Deferred<@Nullable Void>> watchers = new ArrayList<>();

    /** How many times it is held, by {@link #pause} and by what it waits for. */
    private int pauses;

    /** What the last step gave; null if it is not waited for. */
    private @Nullable Deferred<?> waitedFor;

    private boolean ended;

    /** Null unless it has failed. */
    private @Nullable Failure failure;

    /** Has the failure while nobody was told of it, so that it is reported if nobody ever is (D12); otherwise null. */
    private @Nullable Deferred<@Nullable Void> untold;

    CooperativeTask(Cooperator cooperator, Home home, Iterator<?> steps) {
        this.cooperator = cooperator;
        this.home = home;
        this.steps = steps;
    }

    /**
     * Fires when the work is done, or fails as it does, with {@link CancellationException} where it was stopped. Each
     * call gives a new Deferred; to cancel one is to look no longer, and the work goes on.
     */
    public Deferred<@Nullable Void> whenDone() {
        Deferred<@Nullable Void> watcher = untold;
        if (watcher != null) {
            untold = null;
            return watcher;
        }
        watcher = home.owed(watchers::remove);
        if (ended) {
            tell(watcher);
        } else {
            watchers.add(watcher);
        }
        return watcher;
    }

    /** Makes no more steps until {@link #resume} was called as often as this. */
    public void pause() {
        requireUnended("pause");
        pauses++;
        cooperator.remove(this);
    }

    /**
     * Ends one {@link #pause}; with the last one, and if it waits for nothing, the steps go on.
     *
     * @throws IllegalStateException if it is not paused
     */
    public void resume() {
        requireUnended("resume");
        if (pauses == (waitedFor == null ? 0 : 1)) {
            throw new IllegalStateException("resume without a pause");
        }
        release();
    }

    /** Ends the work, which fails with {@link CancellationException}, and cancels what it waits for. */
    public void stop() {
        requireUnended("stop");
        Deferred<?> given = waitedFor;
        end(new Failure(new CancellationException("the task was stopped")));
        if (given != null) {
            given.cancel();
        }
    }

    void stopUnlessEnded() {
        if (!ended) {
            stop();
        }
    }

    private void requireUnended(String what) {
        if (ended) {
            throw new IllegalStateException(
                    "cannot " + what + ": the task has " + (failure == null ? "ended" : "failed"));
        }
    }

    boolean isReady() {
        return !ended && pauses == 0;
    }

    void makeStep() {
        try {
            if (!steps.hasNext()) {
                endUnlessEnded(null);
            } else if (steps.next() instanceof Deferred<?> given && !ended) {
                waitFor(given);
            }
        } catch (Throwable thrown) {
            endUnlessEnded(new Failure(thrown));
        }
    }

    private void waitFor(Deferred<?> given) {
        pauses++;
        waitedFor = given;
        home.bring(given).<@Nullable Void>addBoth((value, thrown) -> goOn(thrown));
    }

    private @Nullable Void goOn(@Nullable Failure thrown) {
        waitedFor = null;
        if (!ended) {
            if (thrown == null) {
                release();
            } else {
                end(thrown);
            }
        }
        return null;
    }

    private void release() {
        pauses--;
        if (pauses == 0) {
            cooperator.add(this);
        }
    }

    private void endUnlessEnded(@Nullable Failure outcome) {
        if (!ended) {
            end(outcome);
        }
    }

    private void end(@Nullable Failure outcome) {
        ended = true;
        failure = outcome;
        cooperator.remove(this);
        List<Deferred<@Nullable Void>> told = List.copyOf(watchers);
        watchers.clear();
        told.forEach(this::tell);
        if (told.isEmpty() && outcome != null) {
            untold = new Deferred<>();
            tell(untold);
        }
    }

    private void tell(Deferred<@Nullable Void> watcher) {
        if (watcher.hasFired()) {
            return;
        }
        if (failure == null) {
            watcher.callback(null);
        } else {
            watcher.errback(failure);
        }
    }
}
