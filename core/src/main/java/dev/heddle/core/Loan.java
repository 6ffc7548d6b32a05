package dev.heddle.core;

import java.util.concurrent.Semaphore;

/**
 * The baton on its way between the thread that holds it and the thread of one task.
 *
 * <p>A task's turn is a turn like any other: the holder of the baton runs it, and waits for its end, only that it has the
 * task's thread do it. So nothing else of the reactor moves meanwhile, the order of turns is that of the mailbox, and a
 * driver sees one thread at a time. The semaphores, one for each direction, are also how each of the two sees what the
 * other wrote; a virtual thread waits for them without a carrier, and a platform thread looks for a while first.
 *
 * <p>When the reactor is over there are no turns, and nobody to lend. What is left of a task then takes the baton itself.
 */
final class Loan {

    private final Baton baton;
    private final Semaphore lent = new Semaphore(0);
    private final Semaphore givenBack = new Semaphore(0);

    /** Whether the task's thread takes the baton itself. Written before it is let go. */
    private boolean alone;

    Loan(Baton baton) {
        this.baton = baton;
    }

    /** Lends the baton to the task's thread, until that gives it back. By the holder, in a turn. */
    void lend() {
        lent.release();
        if (!ThreadScope.comesSoon(givenBack::tryAcquire)) {
            givenBack.acquireUninterruptibly();
        }
    }

    /** Lets the task's thread take the baton itself, as soon as it can. */
    void lendNoMore() {
        alone = true;
        lent.release();
    }

    /** Waits for the baton. By the task's thread, as is what follows. */
    void borrow() {
        lent.acquireUninterruptibly();
        if (alone) {
            baton.take();
        } else {
            baton.borrow();
        }
    }

    void giveBack() {
        if (alone) {
            baton.release();
        } else {
            baton.giveBack();
            givenBack.release();
        }
    }
}
