package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A1: a task's turn is one of the turns of who lent it the baton, and each sees all that the other wrote before. */
@JCStressTest
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the lender, the task, and the lender again")
@State
public class LoanExclusion {

    private final Baton baton = new Baton();
    private final Loan loan = new Loan(baton);
    private int written;

    @Actor
    public void lender(II_Result result) {
        baton.take();
        written = 1;
        loan.lend();
        result.r1 = written;
        baton.release();
    }

    @Actor
    public void task(II_Result result) {
        loan.borrow();
        result.r2 = baton.isHeldByCurrentThread() ? written : -1;
        written = 2;
        loan.giveBack();
    }
}
