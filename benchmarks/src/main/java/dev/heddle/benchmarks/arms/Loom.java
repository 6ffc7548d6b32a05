package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arms;

/** Heddle on its loom backend. */
public final class Loom extends ReactorArm {

    /** Starts a reactor. */
    public Loom() {
        super(Arms.LOOM);
    }

    @Override
    public String description() {
        return "Heddle's loom backend: one reactor for clients and server, blocking channels on virtual threads.";
    }
}
