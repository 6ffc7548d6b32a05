package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.spi.CurrentTask;
import dev.heddle.task.FailedException;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import dev.heddle.task.Subtask;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The scope of one task. Everything here happens in turns, so the joiner and the count of subtasks need no locks.
 *
 * <p>Two things end separately: what the scope comes to is known when it is cancelled, or all subtasks have ended, and
 * {@link #join} returns then; the scope itself ends when all of them have, cancelled or not.
 */
final class TaskScope<T extends @Nullable Object, R extends @Nullable Object> implements Scope<T, R> {

    private final CoreReactor reactor;
    private final Task<?> owner;
    private final Joiner<? super T, ? extends R> joiner;

    /** Null if there is no limit of time. */
    private final @Nullable DelayedCall expiry;

    private final String expiryMessage;

    /** Subtasks that have not ended, in the order in which they were forked. */
    private final Set<ScopedSubtask<?>> running = new LinkedHashSet<>();

    private boolean hasForked;
    private boolean joined;
    private boolean closed;
    private boolean cancelled;
    private boolean expired;

    /** What the joiner threw where only {@link #join} can tell; null if it did not. */
    private @Nullable Throwable joinerThrew;

    /** The owner's, in {@link #join} or in {@link #endAll}; null while it does not wait. */
    private @Nullable TaskWait wait;

    TaskScope(CoreReactor reactor, Task<?> owner, Joiner<? super T, ? extends R> joiner, @Nullable Duration timeout) {
        this.reactor = reactor;
        this.owner = owner;
        this.joiner = joiner;
        expiry = timeout == null ? null : reactor.callLater(timeout, this::expire);
        expiryMessage = "the scope timed out after " + timeout;
    }

    // Forking.

    @Override
    public <U extends T> Subtask<U> fork(Callable<? extends U> body) {
        Objects.requireNonNull(body, "body");
        requireOpen("Scope.fork");
        ScopedTask<U> subtask = new ScopedTask<>(reactor, this, body);
        begin(subtask);
        return subtask;
    }

    @Override
    public <U extends T> Subtask<U> forkOffBaton(Callable<? extends U> work) {
        Objects.requireNonNull(work, "work");
        requireOpen("Scope.forkOffBaton");
        ScopedWork<U> subtask = new ScopedWork<>(reactor, this, work);
        begin(subtask);
        return subtask;
    }

    private void begin(ScopedSubtask<? extends T> subtask) {
        hasForked = true;
        if (!cancelled && !ends(() -> joiner.onFork(subtask))) {
            owner.requireNotEnding();
            running.add(subtask);
            subtask.begin();
        }
    }

    /** Whether the joiner, by what {@code question} returns or throws, cancelled the scope. */
    private boolean ends(Callable<Boolean> question) {
        try {
            if (question.call()) {
                cancel();
            }
        } catch (Throwable thrown) {
            joinerThrew = thrown;
            cancel();
        }
        return cancelled;
    }

    /** In the last turn of {@code subtask}. */
    void ended(ScopedSubtask<? extends T> subtask) {
        running.remove(subtask);
        if (subtask.state() != Subtask.State.UNAVAILABLE) {
            ends(() -> joiner.onComplete(subtask));
        }
        if (running.isEmpty() && wait != null) {
            wait.over();
        }
    }

    // Cancelling.

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    private void expire() {
        expired = true;
        cancel();
    }

    private void cancel() {
        if (!cancelled) {
            cancelled = true;
            List.copyOf(running).forEach(ScopedSubtask::cancel);
            if (wait != null) {
                wait.over();
            }
        }
    }

    // Joining and closing.

    @Override
    public R join() throws TimeoutException {
        requireOpen("Scope.join");
        joined = true;
        if (!cancelled && !running.isEmpty()) {
            wait = owner.newWait(() -> {});
            try {
                wait.await();
            } finally {
                wait = null;
            }
        }
        TimingWheel.cancel(expiry);
        if (expired) {
            throw new TimeoutException(expiryMessage);
        }
        return result();
    }

    private R result() {
        if (joinerThrew != null) {
            throw new FailedException(joinerThrew);
        }
        try {
            return joiner.result();
        } catch (Throwable thrown) {
            throw new FailedException(thrown);
        }
    }

    @Override
    public void close() {
        requireOwner("Scope.close");
        if (closed) {
            return;
        }
        boolean hadInner = owner.closeWithInner(this);
        if (hadInner) {
            throw new IllegalStateException("the scope was closed before a scope that was opened in it");
        }
        if (hasForked && !joined) {
            throw new IllegalStateException("the scope was closed without a join after a fork");
        }
    }

    /** Cancels what runs, and waits for its end. Only {@link Task} calls this, for scopes from the inside out. */
    void endAll() {
        closed = true;
        TimingWheel.cancel(expiry);
        if (!running.isEmpty()) {
            cancel();
            wait = owner.newPatientWait(owner::cancelLater);
            wait.await();
        }
    }

    // Misuse.

    private void requireOpen(String call) {
        requireOwner(call);
        if (closed || joined) {
            throw new IllegalStateException(
                    call + " was called on a scope that was " + (closed ? "closed" : "joined") + " already");
        }
    }

    private void requireOwner(String call) {
        if (CurrentTask.get() != owner) {
            throw new WrongThreadException(
                    call + " was called on a scope of " + owner + " by " + CurrentTask.describe());
        }
    }
}
