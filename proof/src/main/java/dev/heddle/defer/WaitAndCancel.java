package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** X5: of a firing of the inner Deferred and a cancel of the outer one counts, and neither throws. */
@JCStressTest
@Outcome(id = "0, 5", expect = ACCEPTABLE, desc = "the firing counts")
@Outcome(id = "0, 8", expect = ACCEPTABLE, desc = "the cancel counts")
@State
public class WaitAndCancel {

    private final Deferred<Integer> inner = new Deferred<>();
    private final Deferred<Integer> outer = Deferred.succeed(0);
    private final Trace trace = new Trace();

    public WaitAndCancel() {
        outer.addCallbackDeferring(value -> inner);
        trace.addOutcomeOf(outer);
    }

    @Actor
    public void firer(II_Result result) {
        result.r1 = Trace.refusesFiring(inner, 5);
    }

    @Actor
    public void canceller() {
        outer.cancel();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r2 = trace.digits();
    }
}
