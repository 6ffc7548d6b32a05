package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** D6, M4: what a thread adds to a Deferred that gives its result to another one runs, and the other has the result. */
@JCStressTest
@Outcome(id = "5, 1", expect = ACCEPTABLE, desc = "the outer has the value, and the addition has run")
@State
public class GiveAndAdd {

    private final Deferred<Integer> inner = new Deferred<>();
    private final Deferred<Integer> giver = Deferred.succeed(0).addCallbackDeferring(value -> inner);
    private final Deferred<Integer> outer = Deferred.succeed(0).addCallbackDeferring(value -> giver);
    private final Trace outerTrace = new Trace();
    private final Trace giverTrace = new Trace();

    public GiveAndAdd() {
        outerTrace.addOutcomeOf(outer);
    }

    @Actor
    public void firer() {
        inner.callback(5);
    }

    @Actor
    public void adder() {
        giverTrace.addTo(giver, 1);
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = outerTrace.digits();
        result.r2 = giverTrace.digits();
    }
}
