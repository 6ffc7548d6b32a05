package dev.heddle.proof;

import java.util.List;

/** How a JVM compiles what it runs. Each way puts the reads and writes of a program into an order of its own. */
enum Compilation {
    /** By C1. */
    SIMPLE("-XX:TieredStopAtLevel=1"),
    /** As usual: not at first, then by C1, and by C2 what runs most. */
    USUAL(),
    /** By C2 alone, which chooses by chance wherever it may choose. */
    SHUFFLED(
            "-XX:-TieredCompilation",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+StressLCM",
            "-XX:+StressGCM",
            "-XX:+StressIGVN",
            "-XX:+StressCCP");

    private final List<String> options;

    Compilation(String... options) {
        this.options = List.of(options);
    }

    List<String> options() {
        return options;
    }
}
