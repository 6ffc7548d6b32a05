package dev.heddle.core;

import dev.heddle.spi.RunningTask;
import java.util.concurrent.CancellationException;

/**
 * A task that waits for one thing. It goes on in a turn of its own, when that thing is there; or when the task is
 * cancelled and cancelling did not bring it, unless the wait is a <em>patient</em> one, for what must have ended first.
 */
final class TaskWait implements RunningTask.Wait {

    private final Turns turns;
    private final Task<?> task;
    private final Runnable canceller;
    final boolean isPatient;

    /** Whether the task may go on, or has. The baton's. */
    private boolean over;

    /** Written with the baton held. */
    private volatile boolean givenUp;

    TaskWait(Turns turns, Task<?> task, Runnable canceller, boolean isPatient) {
        this.turns = turns;
        this.task = task;
        this.canceller = canceller;
        this.isPatient = isPatient;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void over() {
        if (turns.baton.isHeldByCurrentThread()) {
            end();
        } else {
            turns.laterOrAlone(this::end);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            task.goOn(this);
        }
    }

    /** The task was cancelled. With the baton held. */
    void cancel() {
        canceller.run();
        if (!over && !isPatient) {
            givenUp = true;
            end();
        }
    }

    @Override
    public boolean isGivenUp() {
        return givenUp;
    }

    @Override
    public void await() {
        task.waitFor(this);
        if (givenUp) {
            throw new CancellationException("the task was cancelled");
        }
    }
}
