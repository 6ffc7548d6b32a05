package dev.heddle.defer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** X6: of a result and the end of its time one counts, and what is added after it is not cancelled. */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the result counts")
@Outcome(id = "0, 9, 0", expect = ACCEPTABLE, desc = "the time was up, and the result is ignored")
@State
public class ResultAndExpiry {

    private final OneCall clock = new OneCall();
    private final Deferred<Integer> deferred = new Deferred<>();
    private final Deferred<Integer> later = new Deferred<>();
    private final Trace trace = new Trace();

    public ResultAndExpiry() {
        deferred.addTimeout(Duration.ofSeconds(1), clock).addBothDeferring((value, failure) -> {
            trace.write(failure == null ? 1 : 9);
            return later;
        });
    }

    @Actor
    public void firer(III_Result result) {
        result.r1 = Trace.refusesFiring(deferred, 1);
    }

    @Actor
    public void clock() {
        clock.makeCall();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r2 = trace.digits();
        result.r3 = later.hasFired() ? 1 : 0;
    }
}
