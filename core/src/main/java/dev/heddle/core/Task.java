package dev.heddle.core;

import dev.heddle.spi.CurrentTask;
import dev.heddle.spi.RunningTask;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A body that runs on a virtual thread of its own, in turns (A1). From one wait to the next its thread has the baton on
 * {@link Loan} from whoever runs the turn; while it waits, it has not, and stands in no list but that of what it waits for.
 *
 * <pre>
 *   asked for -- turn --> running -- wait --> waiting -- over --> due -- turn --> running -- end --> ended
 *        '----------------- cancelled: the body never begins ------------------------------------------^
 * </pre>
 *
 * <p><em>Cancelling</em> reaches a task where it waits: {@link TaskWait#cancel}. If it does not wait, that is kept for its next
 * wait. At the stop of the reactor each further wait is cancelled, since nothing may come any more.
 *
 * <p>The reactor is not over while a task is live: while it runs, is due, or waits for what a cancel gives up. In a
 * <em>patient</em> wait it is not: it waits for subtasks, which are live themselves, or for work beside the reactor, which
 * has a limit of its own. If that outlasts the reactor, the task goes on when there are no turns any more, and takes the
 * baton itself.
 *
 * <p>All fields are the baton's. The thread of a task is never interrupted: that would close a channel it writes to.
 */
final class Task<T extends @Nullable Object> implements RunningTask, Live {

    /** Who is told of the end of a body, in its last turn. */
    interface Ending<T extends @Nullable Object> {

        /** The body has returned. */
        void returned(T value);

        /** The body has thrown. */
        void threw(Throwable thrown);

        /** The body was cancelled before it began. */
        void neverBegan();
    }

    private final CoreReactor reactor;
    private final Turns turns;
    private final String name;
    private final Callable<? extends T> body;
    private final Ending<T> ending;
    private final Loan loan;

    /** Whether a cancel has not been heard of. */
    private boolean cancelled;

    private boolean ended;

    /** Null while it does not wait. */
    private @Nullable TaskWait wait;

    /** The open ones, the innermost first. */
    private final ArrayDeque<TaskScope<?, ?>> scopes = new ArrayDeque<>();

    Task(CoreReactor reactor, String name, Callable<? extends T> body, Ending<T> ending) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.name = name;
        this.body = body;
        this.ending = ending;
        loan = new Loan(turns.baton);
    }

    /** Has it begin in a later turn. Once. */
    void start() {
        reactor.nowLive(this);
        turns.later(this::begin);
    }

    private void begin() {
        if (cancelled) {
            ended = true;
            ending.neverBegan();
            reactor.ended(this);
        } else {
            turns.threads.start(name, this::live);
            loan.lend();
        }
    }

    /** All that the thread does. */
    private void live() {
        loan.borrow();
        CurrentTask.set(this);
        try {
            runBody();
        } catch (Throwable thrown) {
            Log.threw(this, thrown);
        } finally {
            CurrentTask.set(null);
            reactor.ended(this);
            loan.giveBack();
        }
    }

    private void runBody() {
        T value;
        try {
            value = FlightEvents.TaskRun.call(turns.number, name, body);
            closeScopes(null);
        } catch (Throwable thrown) {
            closeScopes(thrown);
            ended = true;
            CurrentTask.set(null); // what follows from the end is no part of the body
            ending.threw(thrown);
            return;
        }
        ended = true;
        CurrentTask.set(null);
        ending.returned(value);
    }

    // Waiting.

    @Override
    public TaskWait newWait(Runnable canceller) {
        requireNotInCall();
        return new TaskWait(turns, this, canceller, false);
    }

    /** A wait for what must have ended before the task goes on, cancelled or not. */
    TaskWait newPatientWait(Runnable canceller) {
        requireNotInCall();
        return new TaskWait(turns, this, canceller, true);
    }

    /** Others must not see what a call has half done. */
    private void requireNotInCall() {
        if (reactor.isInCall()) {
            throw new IllegalStateException("a task cannot wait in a callback that a call of its own makes,"
                    + " such as startedConnecting: begin another one there, with reactor.async(() -> ...)");
        }
    }

    /** Lets go of the baton until {@code wait} is over. On the task's thread. */
    void waitFor(TaskWait wait) {
        if (!wait.isOver() && !wait.isPatient && hearsOfCancel()) {
            wait.cancel();
        }
        if (!wait.isOver()) {
            this.wait = wait;
            if (wait.isPatient) {
                reactor.ended(this);
            }
            loan.giveBack();
            loan.borrow();
        }
    }

    /** Whether the task is to hear of a cancel now; it has heard of it then. */
    private boolean hearsOfCancel() {
        boolean hears = cancelled || reactor.isEnding();
        cancelled = false;
        return hears;
    }

    /** {@code over} is over. If the task waits for it, it goes on in a later turn. */
    void goOn(TaskWait over) {
        if (wait == over) {
            wait = null;
            if (turns.isOver()) {
                loan.lendNoMore();
            } else {
                reactor.nowLive(this);
                turns.later(loan::lend);
            }
        }
    }

    /** Cancels what it waits for; or the next thing, if it does not wait. With the baton held. */
    void cancel() {
        if (wait != null) {
            wait.cancel();
        } else {
            cancelled = !ended;
        }
    }

    boolean isOf(CoreReactor other) {
        return reactor == other;
    }

    /** Keeps a cancel for the next wait. */
    void cancelLater() {
        cancelled = true;
    }

    @Override
    public void endForStop() {
        cancel();
    }

    // What waits.

    <R extends @Nullable Object> R offBaton(Callable<R> work) throws Exception {
        requireNotCancelled();
        FutureTask<R> call = new FutureTask<>(work);
        TaskWait end = newPatientWait(() -> {
            if (!call.cancel(true)) {
                cancelLater();
            }
        });
        reactor.tasks().runBeside("offBaton of " + work, call, end::over);
        end.await();
        if (call.isCancelled()) {
            throw new CancellationException("the task was cancelled");
        }
        return Tasks.resultOf(call);
    }

    /** @throws CancellationException if it was cancelled, and has not heard of it */
    void requireNotCancelled() {
        if (hearsOfCancel()) {
            throw new CancellationException("the task was cancelled");
        }
    }

    /** @throws CancellationException if the reactor stops, and nothing new may begin */
    void requireNotEnding() {
        if (reactor.isEnding()) {
            requireNotCancelled();
        }
    }

    // Scopes.

    @Override
    public <U extends @Nullable Object, R extends @Nullable Object> Scope<U, R> openScope(
            Joiner<? super U, ? extends R> joiner, @Nullable Duration timeout) {
        TaskScope<U, R> scope = new TaskScope<>(reactor, this, joiner, timeout);
        scopes.push(scope);
        return scope;
    }

    /** Closes {@code scope}, and before it those that were opened in it and are still open; whether there were any. */
    boolean closeWithInner(TaskScope<?, ?> scope) {
        boolean hadInner = false;
        while (scopes.getFirst() != scope) {
            hadInner = true;
            scopes.getFirst().endAll();
            scopes.pop();
        }
        scope.endAll();
        scopes.pop();
        return hadInner;
    }

    /** A body that ends leaves no scope behind. What it threw stays what it threw. */
    private void closeScopes(@Nullable Throwable thrown) {
        if (scopes.isEmpty()) {
            return;
        }
        closeWithInner(scopes.getLast());
        IllegalStateException left = new IllegalStateException(
                "the body ended with a scope open: open it with try (var scope = Scope.open(...))");
        if (thrown == null) {
            throw left;
        }
        thrown.addSuppressed(left);
    }

    @Override
    public String toString() {
        return name;
    }
}
