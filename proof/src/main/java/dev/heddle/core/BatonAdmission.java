package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M3: a call of any thread that is let through before the start is over by the first turn; a later one is refused. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the call was refused")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the call came before the start")
@State
public class BatonAdmission {

    private final Baton baton = new Baton();
    private int written;

    @Actor
    public void reactor(II_Result result) {
        baton.take();
        baton.start();
        baton.release();
        baton.take();
        result.r1 = written;
        baton.release();
    }

    @Actor
    public void caller() {
        try {
            baton.admit("a call");
        } catch (WrongThreadException refused) {
            return;
        }
        written = 1;
        baton.release();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r2 = written;
    }
}
