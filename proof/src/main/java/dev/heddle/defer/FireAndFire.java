package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** D5: of two firings one counts, and the other throws. */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the first counts")
@Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the second counts")
@State
public class FireAndFire {

    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();

    public FireAndFire() {
        trace.addOutcomeOf(deferred);
    }

    @Actor
    public void one(III_Result result) {
        result.r1 = Trace.refusesFiring(deferred, 1);
    }

    @Actor
    public void other(III_Result result) {
        result.r2 = Trace.refusesFiring(deferred, 2);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = trace.digits();
    }
}
