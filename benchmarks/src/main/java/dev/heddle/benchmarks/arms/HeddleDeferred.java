package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;

/** Heddle's own. */
@Plays(Role.SHARED)
public final class HeddleDeferred extends DeferredArm {

    /** Starts nothing. */
    public HeddleDeferred() {}

    @Override
    public String description() {
        return "Heddle's Deferred, which is the same on both backends: callbacks are added to one object.";
    }
}
