package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** X1: of a firing and a cancel one counts and neither throws, and a second firing always does. */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the first firing counts")
@Outcome(id = "0, 1, 8", expect = ACCEPTABLE, desc = "the cancel counts, and the first firing is ignored")
@State
public class FireTwiceAndCancel {

    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();

    public FireTwiceAndCancel() {
        trace.addOutcomeOf(deferred);
    }

    @Actor
    public void firer(III_Result result) {
        result.r1 = Trace.refusesFiring(deferred, 1);
        result.r2 = Trace.refusesFiring(deferred, 2);
    }

    @Actor
    public void canceller() {
        deferred.cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = trace.digits();
    }
}
