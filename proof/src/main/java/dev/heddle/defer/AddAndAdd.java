package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** D2, M4: callbacks that two threads add to a Deferred that has fired run once each, one at a time. */
@JCStressTest
@Outcome(
        id = {"1234", "1324", "1342", "3124", "3142", "3412"},
        expect = ACCEPTABLE,
        desc = "those of one thread in the order added")
@State
public class AddAndAdd {

    private final Deferred<Integer> deferred = Deferred.succeed(0);
    private final Trace trace = new Trace();

    @Actor
    public void one() {
        trace.addTo(deferred, 1);
        trace.addTo(deferred, 2);
    }

    @Actor
    public void other() {
        trace.addTo(deferred, 3);
        trace.addTo(deferred, 4);
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = trace.digits();
    }
}
