package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;

/** Heddle on its loom backend. */
@Plays(value = Role.BACKEND, from = Size.SMOKE)
public final class Loom extends ReactorArm {

    /** Starts a reactor. */
    public Loom() {
        super(Arms.LOOM);
    }

    @Override
    public String description() {
        return "Heddle's loom backend: a reactor has blocking channels on virtual threads, and runs one callback at a"
                + " time; work that blocks has virtual threads, too.";
    }
}
