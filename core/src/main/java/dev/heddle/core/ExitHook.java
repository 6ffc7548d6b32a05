package dev.heddle.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops a running reactor when the JVM exits, and holds the exit up until it has stopped, or a limit is reached (R6).
 *
 * <p>Whoever calls {@link System#exit} waits in it for the shutdown hooks, and never returns. If that is a callback of
 * the reactor, its thread holds the baton for good, no turn can be made any more, and a hook that waited for the reactor
 * would wait for itself. The same goes for work that the end of the run has to join. So the hook looks, as often as it
 * looks for the end, whether those that it waits for are in exit themselves.
 */
final class ExitHook {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

    /** How long the hook asks for the baton, to tell what the reactor waits for; it has all the time of its limit first. */
    private static final Duration BATON_LIMIT = Duration.ofSeconds(1);

    private static final int MOST_NAMED = 20;
    private static final String NEXT_TURN = "its next turn";

    private final Life life;
    private final Turns turns;
    private final Duration limit;

    /** While this is registered. */
    private @Nullable Thread thread;

    ExitHook(Life life, Turns turns, Duration limit) {
        this.life = life;
        this.turns = turns;
        this.limit = limit;
    }

    void register() {
        Thread hook = ThreadScope.platform("heddle-exit", this::run);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            thread = hook;
        } catch (IllegalStateException exiting) {
            // Too late: the exit has begun, and waits for those hooks that it knew then.
        }
    }

    void unregister() {
        if (thread != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException exiting) {
                // The hook runs already, and ends by itself.
            }
        }
    }

    private void run() {
        life.stopIfRunning();
        try {
            awaitEnd();
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
        } finally {
            life.giveUp();
        }
    }

    private void awaitEnd() throws InterruptedException {
        boolean stopped = false;
        for (Duration left = limit; !stopped && left.isPositive(); left = left.minus(LOOKS_EVERY)) {
            if (isCallbackInExit()) {
                tellOfCallbackInExit();
                return;
            }
            if (isOnlyWorkInExitLeft()) {
                return;
            }
            stopped = life.awaitStopped(LOOKS_EVERY);
        }
        if (!stopped || !turns.threads.names().isEmpty()) {
            tellOfLimit();
        }
    }

    private boolean isCallbackInExit() {
        Thread holder = turns.baton.holder();
        return holder != null && ThreadScope.isInExit(holder);
    }

    private boolean isOnlyWorkInExitLeft() {
        return turns.isOver() && turns.threads.isLeftInExit();
    }

    private void tellOfCallbackInExit() {
        if (life.isOwedAnEnd()) {
            System.err.println("heddle: System.exit was called in a callback of a reactor, which ends with the JVM now,"
                    + " without its shutdown triggers, and its connections are not told;"
                    + " to end it in order, call stop() there, and exit when run() has returned");
        }
    }

    private void tellOfLimit() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("heddle: a reactor did not stop within " + limit + ", and ends with the JVM now; it was waiting for");
        lines.addAll(whatItWaitsFor());
        System.err.println(String.join(System.lineSeparator() + "    ", lines));
    }

    private List<String> whatItWaitsFor() throws InterruptedException {
        if (!turns.baton.tryTake(BATON_LIMIT)) {
            Thread holder = turns.baton.holder();
            return holder == null ? List.of(NEXT_TURN) : placeOf(holder);
        }
        try {
            List<String> all = life.waitsFor();
            return all.isEmpty() ? List.of(NEXT_TURN) : shortened(all);
        } finally {
            turns.baton.release();
        }
    }

    private static List<String> shortened(List<String> all) {
        if (all.size() <= MOST_NAMED) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST_NAMED));
        some.add("and " + (all.size() - MOST_NAMED) + " more");
        return some;
    }

    /** Where the callback is that {@code holder} runs, and that does not return. */
    private static List<String> placeOf(Thread holder) {
        List<String> lines = new ArrayList<>();
        lines.add("a callback on " + holder);
        for (StackTraceElement call : holder.getStackTrace()) {
            lines.add("    at " + call);
        }
        return lines;
    }
}
