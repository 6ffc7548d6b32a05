package dev.heddle.core;

import dev.heddle.SystemEventTrigger;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of one phase of a system event, such as "before shutdown". Each runs once, in the order added; when all
 * have run, and the Deferreds that they gave have fired, the phase is over and the next one begins (R3).
 *
 * <p>Everything here is called with the baton held.
 */
final class Triggers {

    private final CoreReactor reactor;
    private final String phase;
    private final Queue<Trigger> unrun = new ArrayDeque<>();

    /** Those that gave a Deferred which has not fired. */
    private final Set<Trigger> unfinished = new LinkedHashSet<>();

    /** What comes after this phase; null until this phase begins. */
    private @Nullable Runnable next;

    private boolean over;

    /** The triggers of {@code phase}, such as "before shutdown". */
    Triggers(CoreReactor reactor, String phase) {
        this.reactor = reactor;
        this.phase = phase;
    }

    /** Adds a trigger that is done when it returns. */
    SystemEventTrigger add(Runnable action) {
        return add(new Trigger(action, () -> {
            action.run();
            return null;
        }));
    }

    /** Adds a trigger that is done when its Deferred has fired. */
    SystemEventTrigger addDeferring(Callable<? extends Deferred<?>> action) {
        return add(new Trigger(
                action,
                () -> Objects.requireNonNull(action.call(), "a deferring trigger returned null, not a Deferred")));
    }

    private Trigger add(Trigger trigger) {
        if (over) {
            throw new IllegalStateException("cannot add a trigger " + phase + ": that phase is over");
        }
        unrun.add(trigger);
        if (next != null) {
            reactor.turns().later(this::advance);
        }
        return trigger;
    }

    /** Begins this phase: runs its triggers, and {@code next} when they are done, at once if nobody has to be waited for. */
    void begin(Runnable next) {
        this.next = next;
        advance();
    }

    private void advance() {
        while (!unrun.isEmpty()) {
            reactor.turns().run(unrun.remove());
        }
        if (unfinished.isEmpty() && !over) {
            over = true;
            Objects.requireNonNull(next).run();
        }
    }

    /** Takes away those that have not run. */
    void clear() {
        unrun.clear();
    }

    /** Ends this phase, whether or not it has begun: nobody is waited for, and nothing comes next. */
    void end() {
        over = true;
        clear();
        unfinished.clear();
    }

    boolean isOver() {
        return over;
    }

    /** Whether nothing of this phase is left to be run or waited for. */
    boolean isDone() {
        return unrun.isEmpty() && unfinished.isEmpty();
    }

    /** Those that have run and are not done. */
    Set<? extends SystemEventTrigger> unfinished() {
        return unfinished;
    }

    private final class Trigger implements SystemEventTrigger, Runnable {

        private final Object action;
        private final Callable<@Nullable Deferred<?>> call;

        Trigger(Object action, Callable<@Nullable Deferred<?>> call) {
            this.action = action;
            this.call = call;
        }

        @Override
        public void run() {
            try {
                Deferred<?> owed = call.call();
                if (owed != null) {
                    unfinished.add(this);
                    owed.<@Nullable Void>addBoth((value, failure) -> finish(failure));
                }
            } catch (Throwable thrown) {
                Log.threw(this, thrown);
            }
        }

        /** Whoever fires the Deferred, on whatever thread, the reactor goes on in a turn of its own. */
        private @Nullable Void finish(@Nullable Failure failure) {
            if (failure != null) {
                Log.threw(this, failure.getCause());
            }
            reactor.turns().mailbox.give(() -> {
                unfinished.remove(this);
                advance();
            });
            return null;
        }

        @Override
        public boolean remove() {
            boolean taken = reactor.admit("SystemEventTrigger.remove");
            try {
                return unrun.remove(this);
            } finally {
                reactor.dismiss(taken);
            }
        }

        @Override
        public String toString() {
            return "trigger " + phase + ": " + action;
        }
    }
}
