package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** D4, D12: of two errbacks that two threads add to a Deferred that has failed, one gets the failure. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the first gets it, and the second is passed over")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the second gets it, and the first is passed over")
@State
public class RecoverAndRecover {

    private static final Failure FAILURE = new Failure(new Exception("to be handled"));

    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();

    public RecoverAndRecover() {
        deferred.errback(FAILURE);
    }

    @Actor
    public void one() {
        trace.addRecoveryOf(deferred, 1);
    }

    @Actor
    public void other() {
        trace.addRecoveryOf(deferred, 2);
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
