package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** M1: whoever holds the baton is alone, and sees what earlier holders wrote. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "each saw the other's write")
@State
public class BatonExclusion {

    private final Baton baton = new Baton();
    private int written;

    @Actor
    public void one() {
        write();
    }

    @Actor
    public void other() {
        write();
    }

    private void write() {
        baton.take();
        written++;
        baton.release();
    }

    @Arbiter
    public void sum(I_Result result) {
        result.r1 = written;
    }
}
