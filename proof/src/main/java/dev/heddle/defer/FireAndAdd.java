package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** D2, M4: callbacks that are added while another thread fires run once each, in the order added. */
@JCStressTest
@Outcome(id = "123", expect = ACCEPTABLE, desc = "each once, in order")
@State
public class FireAndAdd {

    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();

    public FireAndAdd() {
        trace.addTo(deferred, 1);
    }

    @Actor
    public void firer() {
        deferred.callback(0);
    }

    @Actor
    public void adder() {
        trace.addTo(deferred, 2);
        trace.addTo(deferred, 3);
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
