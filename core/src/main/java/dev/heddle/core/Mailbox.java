package dev.heddle.core;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to run in turns of its own, in the order in which it was given, by any thread; taken by whoever holds the
 * baton.
 *
 * <p>Three hand-shakes, each by writing before reading:
 *
 * <p><em>Waiting.</em> The loop says that it is about to wait and then looks at the queue once more; a giver adds its
 * task and then looks whether the loop waits. At least one of the two sees the other: no task is left behind, and a busy
 * loop is not woken for nothing.
 *
 * <p><em>Closing.</em> The closer says that the mailbox is closed and then runs what is in it; a giver adds its task and
 * then looks whether the mailbox is closed, and if so takes the task back. Either it is still there, and the giver
 * reports that it was refused, or it has been taken, and it is run (R7).
 *
 * <p><em>The holder of the baton</em> gives without waking anyone, since it looks into the mailbox itself before it lets
 * go.
 */
final class Mailbox {

    /** How many tasks one pass runs at most, so that timers and sockets get their turns (M8). */
    private static final int TASKS_PER_PASS = 256;

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Runnable wakeLoop;

    private volatile boolean loopWaits;
    private volatile boolean closed;

    Mailbox(Runnable wakeLoop) {
        this.wakeLoop = wakeLoop;
    }

    /** Adds a task; false if the mailbox is closed and the task will not run. From any thread. */
    boolean give(Runnable task) {
        tasks.add(task);
        if (closed && takeBack(task)) {
            return false;
        }
        if (loopWaits) {
            wakeLoop.run();
        }
        return true;
    }

    /** Removes {@code task}, if it is still there: itself, not an equal one that may have been accepted. */
    @SuppressWarnings("ReferenceEquality") // the task itself is meant
    private boolean takeBack(Runnable task) {
        boolean[] found = new boolean[1];
        return tasks.removeIf(given -> {
            boolean isFirst = given == task && !found[0];
            found[0] |= isFirst;
            return isFirst;
        });
    }

    /** Adds a task. Only with the baton held, by a caller that lets go of it through {@link Turns}. */
    void giveInTurn(Runnable task) {
        tasks.add(task);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Runs tasks until there are no more, or enough for one pass. Baton only. */
    void runSome(Turns turns) {
        for (int ran = 0; ran < TASKS_PER_PASS; ran++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            turns.run(task);
        }
    }

    /** Says that the loop is about to wait; false if it must not, because there is something to do. Baton only. */
    boolean startWaiting() {
        loopWaits = true;
        if (tasks.isEmpty()) {
            return true;
        }
        loopWaits = false;
        return false;
    }

    /** Says that the loop does not wait any more. Baton only. */
    void stopWaiting() {
        loopWaits = false;
    }

    /** Refuses tasks from now on, and runs those that were accepted. Baton only. */
    void close(Turns turns) {
        closed = true;
        while (!tasks.isEmpty()) {
            runSome(turns);
        }
    }
}
