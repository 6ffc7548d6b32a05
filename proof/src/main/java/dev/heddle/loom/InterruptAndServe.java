package dev.heddle.loom;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** M7: an interrupt while the reading thread is about to wait does not fail the read that is asked for then. */
@JCStressTest
@Outcome(id = "11", expect = ACCEPTABLE, desc = "the end was told, and then the release")
@State
public class InterruptAndServe {

    private final ServedWire wire = new ServedWire();

    @Actor
    public void reader() {
        wire.serve();
    }

    @Actor
    public void core() {
        wire.interrupt();
        wire.read();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = wire.told();
    }
}
