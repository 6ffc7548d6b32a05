package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** D11: of two threads that end the last two pauses one runs what has waited. */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "each once, in order")
@State
public class UnpauseAndUnpause {

    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();

    public UnpauseAndUnpause() {
        trace.addTo(deferred, 1);
        trace.addTo(deferred, 2);
        deferred.pause();
        deferred.pause();
        deferred.callback(0);
    }

    @Actor
    public void one() {
        deferred.unpause();
    }

    @Actor
    public void other() {
        deferred.unpause();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
