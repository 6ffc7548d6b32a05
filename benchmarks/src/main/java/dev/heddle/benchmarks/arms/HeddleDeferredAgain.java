package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;

/** Heddle's own futures once more. Whoever finds that they differ from {@link HeddleDeferred} is mistaken. */
@Plays(Role.SAME_AGAIN)
public final class HeddleDeferredAgain extends DeferredArm {

    /** Starts nothing. */
    public HeddleDeferredAgain() {}

    @Override
    public String description() {
        return "A control: the same as heddle-deferred under another name, so it must not be found to differ.";
    }
}
