package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arms;

/** Heddle on its selector backend. */
public final class Selector extends ReactorArm {

    /** Starts a reactor. */
    public Selector() {
        super(Arms.SELECTOR);
    }

    @Override
    public String description() {
        return "Heddle's selector backend: one reactor for clients and server, one NIO loop.";
    }
}
