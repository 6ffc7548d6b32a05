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
        return "Heddle's loom backend: one reactor for clients and server, blocking channels on virtual threads,"
                + " which work that blocks has, too.";
    }
}
