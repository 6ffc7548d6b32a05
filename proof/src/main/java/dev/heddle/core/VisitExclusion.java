package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** M1: an event that a visitor brings and one that the loop brings do not run at the same time. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "each saw what the other wrote")
@State
public class VisitExclusion {

    private final Turns turns = new StillDriver().begun().turns;
    private int written;

    @Actor
    public void loop() {
        turns.turn(this::write);
    }

    @Actor
    public void visitor() {
        turns.enter();
        write();
        turns.leave();
    }

    private void write() {
        written++;
    }

    @Arbiter
    public void sum(I_Result result) {
        result.r1 = written;
    }
}
