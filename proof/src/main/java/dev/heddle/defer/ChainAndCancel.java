package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** D17: of what is passed on and a cancel of the target one counts, and the giver goes on. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "what is passed on counts")
@Outcome(id = "0, 8", expect = ACCEPTABLE, desc = "the cancel counts")
@State
public class ChainAndCancel {

    private final Deferred<Integer> giver = new Deferred<>();
    private final Deferred<Integer> target = new Deferred<>();
    private final Trace giverTrace = new Trace();
    private final Trace targetTrace = new Trace();

    public ChainAndCancel() {
        targetTrace.addOutcomeOf(target);
        giverTrace.addOutcomeOf(giver.chainTo(target).addCallback(nothing -> 0));
    }

    @Actor
    public void giver() {
        giver.callback(1);
    }

    @Actor
    public void canceller() {
        target.cancel();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = giverTrace.digits();
        result.r2 = targetTrace.digits();
    }
}
