package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import java.util.ArrayList;
import java.util.List;

/** Twisted itself, where a Python is installed that has it. */
@Plays(value = Role.PEER, from = Size.FULL)
public final class PythonTwisted extends ProgramArm {

    /** The one on the path need not be the system's, for which Linux distributions have Twisted. */
    private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");

    /**
     * Starts it.
     *
     * @throws IllegalStateException if no Python is found that has Twisted
     */
    public PythonTwisted() {
        super(started());
    }

    @Override
    public String description() {
        return title()
                + " in a process of its own, the echo of its documentation: no JVM in it. The clients of an echo are"
                + " those of all arms.";
    }

    private static Program started() {
        List<String> reasons = new ArrayList<>();
        for (String interpreter : INTERPRETERS) {
            try {
                return Program.start(List.of(interpreter, "-c", source("loop.py")));
            } catch (IllegalStateException unusable) {
                reasons.add(unusable.getMessage());
            }
        }
        throw new IllegalStateException("no Python with Twisted: " + String.join("; ", reasons));
    }
}
