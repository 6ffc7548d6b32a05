package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;

/**
 * Heddle's own futures with a known fault: each does nothing for a while. Whoever does not find that they are
 * slower than {@link HeddleDeferred} is mistaken.
 */
@Plays(Role.SLOWED)
public final class HeddleDeferredSlowed extends DeferredArm {

    private static final long NANOS = 100;

    /** Starts nothing. */
    public HeddleDeferredSlowed() {}

    @Override
    public String description() {
        return "A control: heddle-deferred with a fault that must be found. It wastes " + NANOS
                + " ns for each future that has its result.";
    }

    @Override
    public int addAndFire(int callbacks) {
        SelectorSlowed.waste(NANOS);
        return super.addAndFire(callbacks);
    }

    @Override
    public int fireAndAdd(int callbacks) {
        SelectorSlowed.waste(NANOS);
        return super.fireAndAdd(callbacks);
    }

    @Override
    public int nest(int depth, int value) {
        SelectorSlowed.waste(NANOS * depth);
        return super.nest(depth, value);
    }

    @Override
    public int gather(int count) {
        SelectorSlowed.waste(NANOS * count);
        return super.gather(count);
    }
}
