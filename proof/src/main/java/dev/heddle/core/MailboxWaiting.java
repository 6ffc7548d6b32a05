package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** R7: where a task is given while the loop is about to wait, the loop does not wait, or is woken, and so runs it. */
@JCStressTest
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the loop saw the task")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the giver found that the loop waits")
@State
public class MailboxWaiting {

    private boolean woken;
    private final Mailbox mailbox = new Mailbox(() -> woken = true);

    @Actor
    public void giver() {
        mailbox.give(() -> {});
    }

    @Actor
    public void loop(ZZ_Result result) {
        result.r1 = mailbox.startWaiting();
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = woken;
    }
}
