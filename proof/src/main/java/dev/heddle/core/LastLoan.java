package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A1: a task that outlasts the turns goes on when the last holder of the baton has let go of it, and not before. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the task came after all that the last holder did")
@State
public class LastLoan {

    private final Baton baton = new Baton();
    private final Loan loan = new Loan(baton);
    private int written;

    @Actor
    public void lastHolder() {
        baton.take();
        written = 1;
        loan.lendNoMore();
        written = 2;
        baton.release();
    }

    @Actor
    public void task(I_Result result) {
        loan.borrow();
        result.r1 = baton.isHeldByCurrentThread() ? written : -1;
    }
}
