package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** R7: of the tasks that are given while the mailbox is closed, exactly those run that were accepted. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "both came too late")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one came too late")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both came in time")
@State
public class MailboxClosing {

    private static final int EARLIER_TASKS = 4;

    private final Turns turns = new StillDriver().begun().turns;
    private final Runnable task = this::run;
    private int ran;

    /** With tasks in the mailbox, so that closing takes a while. */
    public MailboxClosing() {
        for (int given = 0; given < EARLIER_TASKS; given++) {
            turns.mailbox.give(() -> {});
        }
    }

    private void run() {
        ran++;
    }

    /** The same task twice: one that is refused must not take the other with it. */
    @Actor
    public void giver(II_Result result) {
        int accepted = 0;
        for (int given = 0; given < 2; given++) {
            accepted += turns.mailbox.give(task) ? 1 : 0;
        }
        result.r1 = accepted;
    }

    @Actor
    public void reactor() {
        turns.endBroken();
    }

    @Arbiter
    public void count(II_Result result) {
        result.r2 = ran;
    }
}
