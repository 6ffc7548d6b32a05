package dev.heddle.core;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is to run in turns of its own, in the order in which it was given, by any thread; taken by whoever holds the
 * baton.
 *
 * <p>What was given is a stack, of which one reference is all that threads share: the letter given last, which knows the
 * one before. The holder of the baton takes the whole stack at once and turns it over, so that giving costs one atomic
 * step, and taking costs one for many. Two things that a giver must not miss are told by the same reference, so no task
 * is left behind in between:
 *
 * <p><em>Waiting.</em> The loop puts {@link #LOOP_WAITS} where there are no letters, and if there is one it does not
 * wait. The first giver who finds that mark wakes the loop; a busy loop is not woken for nothing.
 *
 * <p><em>Closing.</em> Where the closer put {@link #CLOSED} nothing more is given; it runs what was there before (R7).
 *
 * <p><em>The holder of the baton</em> gives without waking anyone, since it looks into the mailbox itself before it lets
 * go.
 */
final class Mailbox {

    /** How many tasks one pass runs at most, so that timers and sockets get their turns (M8). */
    private static final int TASKS_PER_PASS = 256;

    /** Two cache lines of references from both ends of an array: processors fetch lines in pairs. */
    private static final int SHARED = 32;

    /** There is no letter, and the loop waits for one. */
    private static final Letter LOOP_WAITS = new Letter(() -> {});

    /** There is no letter, and there will not be one. */
    private static final Letter CLOSED = new Letter(() -> {});

    /** A task that was given. */
    private static final class Letter {

        final Runnable task;

        /** While it is given, the one before; once it is taken, the one after. */
        @Nullable
        Letter next;

        Letter(Runnable task) {
            this.task = task;
        }
    }

    private final Runnable wakeLoop;

    /**
     * At {@link #SHARED}: the last of the letters that were not taken yet, a mark, or null. What is around it is there to be
     * unused: on the same cache lines nobody may write what the others do not share.
     */
    private final AtomicReferenceArray<@Nullable Letter> given = new AtomicReferenceArray<>(2 * SHARED + 1);

    /** The letters that were taken, in order; all were given before those that are not. Baton only. */
    private @Nullable Letter first;

    private @Nullable Letter last;

    /** Whether the mark, unless a giver found it, says that the loop waits. Baton only. */
    private boolean loopWaits;

    Mailbox(Runnable wakeLoop) {
        this.wakeLoop = wakeLoop;
    }

    /** Adds a task; false if the mailbox is closed and the task will not run. From any thread. */
    boolean give(Runnable task) {
        Letter letter = new Letter(task);
        Letter before;
        do {
            before = given.get(SHARED);
            if (before == CLOSED) {
                return false;
            }
            letter.next = before == LOOP_WAITS ? null : before;
        } while (!given.compareAndSet(SHARED, before, letter));
        if (before == LOOP_WAITS) {
            wakeLoop.run();
        }
        return true;
    }

    /** Adds a task. Only with the baton held, by a caller that lets go of it through {@link Turns}. */
    void giveInTurn(Runnable task) {
        takeGiven();
        Letter letter = new Letter(task);
        append(letter, letter);
    }

    boolean isEmpty() {
        return first == null && !holdsLetter(given.get(SHARED));
    }

    /** Runs tasks until there are no more, or enough for one pass. Baton only. */
    void runSome(Turns turns) {
        for (int ran = 0; ran < TASKS_PER_PASS; ran++) {
            Runnable task = poll();
            if (task == null) {
                return;
            }
            turns.run(task);
        }
    }

    /** Says that the loop is about to wait; false if it must not, because there is something to do. Baton only. */
    boolean startWaiting() {
        loopWaits = first == null && given.compareAndSet(SHARED, null, LOOP_WAITS);
        return loopWaits;
    }

    /** Says that the loop does not wait any more. Baton only. */
    void stopWaiting() {
        if (loopWaits) {
            loopWaits = false;
            given.compareAndSet(SHARED, LOOP_WAITS, null);
        }
    }

    /** Refuses tasks from now on, and runs those that were accepted. Baton only. */
    void close(Turns turns) {
        take(given.getAndSet(SHARED, CLOSED));
        while (!isEmpty()) {
            runSome(turns);
        }
    }

    private @Nullable Runnable poll() {
        if (first == null) {
            takeGiven();
        }
        Letter letter = first;
        if (letter == null) {
            return null;
        }
        first = letter.next;
        if (first == null) {
            last = null;
        }
        letter.next = null; // a letter that has grown old would keep the later ones from the collector
        return letter.task;
    }

    /** Takes what was given by now. If the loop waits, the next giver has to wake it as well. */
    private void takeGiven() {
        if (holdsLetter(given.get(SHARED))) {
            take(given.getAndSet(SHARED, loopWaits ? LOOP_WAITS : null));
        }
    }

    private static boolean holdsLetter(@Nullable Letter newest) {
        return newest != null && newest != LOOP_WAITS && newest != CLOSED;
    }

    /** Turns the stack over, and puts it behind what was taken earlier. */
    private void take(@Nullable Letter newest) {
        if (newest == null || !holdsLetter(newest)) {
            return;
        }
        Letter oldest = newest;
        Letter before = newest.next;
        newest.next = null;
        while (before != null) {
            Letter earlier = before.next;
            before.next = oldest;
            oldest = before;
            before = earlier;
        }
        append(oldest, newest);
    }

    private void append(Letter from, Letter to) {
        if (last == null) {
            first = from;
        } else {
            last.next = from;
        }
        last = to;
    }
}
