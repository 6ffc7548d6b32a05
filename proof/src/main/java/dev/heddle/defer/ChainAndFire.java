package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** D17: of what is passed on and a firing of the target one counts, and the other is told so. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "what is passed on counts, and the giver goes on with null")
@Outcome(id = "0, 9, 2", expect = ACCEPTABLE, desc = "the firing counts, and the giver fails")
@State
public class ChainAndFire {

    private final Deferred<Integer> giver = new Deferred<>();
    private final Deferred<Integer> target = new Deferred<>();
    private final Trace giverTrace = new Trace();
    private final Trace targetTrace = new Trace();

    public ChainAndFire() {
        targetTrace.addOutcomeOf(target);
        giverTrace.addOutcomeOf(giver.chainTo(target).addCallback(nothing -> 0));
    }

    @Actor
    public void giver() {
        giver.callback(1);
    }

    @Actor
    public void firer(III_Result result) {
        result.r1 = Trace.refusesFiring(target, 2);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r2 = giverTrace.digits();
        result.r3 = targetTrace.digits();
    }
}
