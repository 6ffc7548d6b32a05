package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** L1: whoever brings the last of two inputs fires the result, once, and with both values. */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "both, in their order")
@State
public class GatherTwo {

    private final Deferred<Integer> one = new Deferred<>();
    private final Deferred<Integer> two = new Deferred<>();
    private final Trace trace = new Trace();

    public GatherTwo() {
        Deferreds.gather(List.of(one, two)).addConsumer(values -> values.forEach(trace::write));
    }

    @Actor
    public void first() {
        one.callback(1);
    }

    @Actor
    public void second() {
        two.callback(2);
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
