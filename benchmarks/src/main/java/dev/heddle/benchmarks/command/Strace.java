package dev.heddle.benchmarks.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program that traces system calls, on Linux. What it starts it may trace without being root. */
final class Strace {

    private static final String PROGRAM = "strace";

    private Strace() {}

    /** What stands before a command whose system calls, and those of all that it starts, are to be written to {@code log}. */
    static List<String> command(Path log) {
        // Less is read from the process and written without strings and structures; paths are in it all the same.
        return List.of(
                PROGRAM, "-f", "-qq", "-s", "0", "-e", "signal=none", "-e", "verbose=none", "-o", log.toString());
    }

    /** What it is, if it is there. */
    static Optional<String> version() {
        return ThisMachine.output(PROGRAM, "-V").flatMap(text -> text.lines().findFirst());
    }

    /** Why it cannot be used here; nothing if it can. */
    static Optional<String> obstacle() {
        if (version().isEmpty()) {
            return Optional.of("strace is not on the path: install it");
        }
        return ThisMachine.output(PROGRAM, "-f", "-o", "/dev/null", "true").isPresent()
                ? Optional.empty()
                : Optional.of("strace must not trace here: a container needs the capability SYS_PTRACE");
    }
}
