package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** D6, D7: a chain begins to wait for a Deferred that another thread fires: it gets the result, once. */
@JCStressTest
@Outcome(id = "5, 0", expect = ACCEPTABLE, desc = "the outer has the value, and the inner null")
@State
public class WaitAndFire {

    private final Deferred<Integer> inner = new Deferred<>();
    private final Deferred<Integer> outer = new Deferred<>();
    private final Trace outerTrace = new Trace();
    private final Trace innerTrace = new Trace();

    public WaitAndFire() {
        outer.addCallbackDeferring(value -> inner);
        outerTrace.addOutcomeOf(outer);
    }

    @Actor
    public void waiter() {
        outer.callback(0);
    }

    @Actor
    public void firer() {
        inner.callback(5);
    }

    @Arbiter
    public void look(II_Result result) {
        innerTrace.addOutcomeOf(inner);
        result.r1 = outerTrace.digits();
        result.r2 = innerTrace.digits();
    }
}
