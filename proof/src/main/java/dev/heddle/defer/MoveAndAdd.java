package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M4: what is fired and added by threads goes on in turns of the reactor to which the chain moved, once each. */
@JCStressTest
@Outcome(id = "123, 0", expect = ACCEPTABLE, desc = "in order, and all of it in turns")
@State
public class MoveAndAdd {

    private final Home home = new Home();
    private final Deferred<Integer> deferred = new Deferred<>();
    private final Trace trace = new Trace();
    private int outside;

    public MoveAndAdd() {
        deferred.on(home);
        add(1);
    }

    private void add(int digit) {
        deferred.addCallback(value -> {
            outside += home.isHeldByCurrentThread() ? 0 : 1;
            return value;
        });
        trace.addTo(deferred, digit);
    }

    @Actor
    public void firer() {
        deferred.callback(0);
    }

    @Actor
    public void adder() {
        add(2);
        add(3);
    }

    @Arbiter
    public void look(II_Result result) {
        home.runAll();
        result.r1 = trace.digits();
        result.r2 = outside;
    }
}
