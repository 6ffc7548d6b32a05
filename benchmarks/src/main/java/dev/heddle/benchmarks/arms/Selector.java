package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;

/** Heddle on its selector backend. */
@Plays(value = Role.BACKEND, from = Size.SMOKE)
public final class Selector extends ReactorArm {

    /** Starts a reactor. */
    public Selector() {
        super(Arms.SELECTOR);
    }

    @Override
    public String description() {
        return "Heddle's selector backend: a reactor is one NIO loop; work that blocks has virtual threads.";
    }
}
