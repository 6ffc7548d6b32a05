package dev.heddle.loom;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** S10: a read asked for while the reading thread is about to wait is made and told, once; otherwise the test hangs. */
@JCStressTest
@Outcome(id = "11", expect = ACCEPTABLE, desc = "the end was told, and then the release")
@State
public class ReadAndServe {

    private final ServedWire wire = new ServedWire();

    @Actor
    public void reader() {
        wire.serve();
    }

    @Actor
    public void core() {
        wire.read();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = wire.told();
    }
}
