package dev.heddle.loom;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** S1: a close while the reading thread begins, or is about to wait, ends it and is told, once; otherwise the test hangs. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the release was told")
@State
public class CloseAndServe {

    private final ServedWire wire = new ServedWire();

    @Actor
    public void reader() {
        wire.serve();
    }

    @Actor
    public void core() {
        wire.close();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = wire.told();
    }
}
