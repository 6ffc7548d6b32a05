package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** X2, X3: of a firing and a cancel that asks a canceller one counts; the canceller is called once at most. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the firing counts")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the canceller was called, but the firing came first")
@Outcome(id = "1, 1, 8", expect = ACCEPTABLE, desc = "the cancel counts")
@State
public class FireAndAskToFire {

    private int asked;
    private final Deferred<Integer> deferred = new Deferred<>(self -> asked++);
    private final Trace trace = new Trace();

    public FireAndAskToFire() {
        trace.addOutcomeOf(deferred);
    }

    @Actor
    public void firer(III_Result result) {
        result.r1 = Trace.refusesFiring(deferred, 1);
    }

    @Actor
    public void canceller() {
        deferred.cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r2 = asked;
        result.r3 = trace.digits();
    }
}
