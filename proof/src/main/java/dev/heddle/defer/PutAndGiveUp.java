package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** L5, L6: a value, or a permit, whose taker gives up while it is put is with the taker or free, and never lost. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "put before")
@Outcome(id = "8, 1", expect = ACCEPTABLE, desc = "given up before")
@State
public class PutAndGiveUp {

    private final Exchange<Integer> exchange = new Exchange<>();
    private final Deferred<Integer> waiting = exchange.take();
    private final Trace trace = new Trace();

    public PutAndGiveUp() {
        trace.addOutcomeOf(waiting);
    }

    @Actor
    public void putter() {
        exchange.put(1, 1);
    }

    @Actor
    public void canceller() {
        waiting.cancel();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = trace.digits();
        result.r2 = exchange.countFree();
    }
}
