package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** X2: two cancels call the canceller once, and the Deferred fails once. */
@JCStressTest
@Outcome(id = "1, 8", expect = ACCEPTABLE, desc = "once")
@State
public class CancelAndCancel {

    private int asked;
    private final Deferred<Integer> deferred = new Deferred<>(self -> asked++);
    private final Trace trace = new Trace();

    public CancelAndCancel() {
        trace.addOutcomeOf(deferred);
    }

    @Actor
    public void one() {
        deferred.cancel();
    }

    @Actor
    public void other() {
        deferred.cancel();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = asked;
        result.r2 = trace.digits();
    }
}
