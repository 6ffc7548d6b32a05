package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** D11: a pause while another thread adds to a fired Deferred holds the chain or comes too late; nothing is lost. */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "each once, in order")
@State
public class PauseAndAdd {

    private final Deferred<Integer> deferred = Deferred.succeed(0);
    private final Trace trace = new Trace();

    @Actor
    public void adder() {
        trace.addTo(deferred, 1);
        trace.addTo(deferred, 2);
    }

    @Actor
    public void pauser() {
        deferred.pause();
        deferred.unpause();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
