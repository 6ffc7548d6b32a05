package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** R7: where a task is given while a visitor takes what the loop was to be woken for, the visitor runs it, or the loop is woken. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the visitor ran the task")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the visitor ran the task, and the loop was woken for nothing")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the visitor was gone, and the loop was woken")
@State
public class MailboxVisit {

    private final StillDriver driver = new StillDriver().begun();
    private boolean ran;

    @Actor
    public void giver() {
        driver.turns.give(() -> ran = true);
    }

    @Actor
    public void visitor() {
        driver.turns.enter();
        driver.turns.give(() -> {});
        driver.turns.leave();
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = ran;
        result.r2 = driver.isWoken();
    }
}
