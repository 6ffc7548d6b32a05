package dev.heddle.benchmarks.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How much a comparison measures, and how long it may take. */
enum Size {
    /** Whether everything works; no result. */
    SMOKE(1, 0, 1, 20, 256, "512m", Duration.ofSeconds(50)),

    /** Enough for a verdict. */
    DEFAULT(5, 1, 2, 300, 50_000, "1g", Duration.ofSeconds(570)),

    /** For results that are to be shown to others. */
    FULL(10, 5, 5, 1_000, 50_000, "1g", Duration.ofHours(4));

    final int rounds;
    final int warmUpIterations;
    final int iterations;
    final int iterationMillis;
    final int warmUpConnections;

    /** Forks that would end after this are not begun, and one that does is ended. */
    final Duration limit;

    private final String heap;

    Size(
            int rounds,
            int warmUpIterations,
            int iterations,
            int iterationMillis,
            int warmUpConnections,
            String heap,
            Duration limit) {
        this.rounds = rounds;
        this.warmUpIterations = warmUpIterations;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
        this.warmUpConnections = warmUpConnections;
        this.heap = heap;
        this.limit = limit;
    }

    /** Memory that is touched for the first time while measuring falsifies everything that allocates. */
    List<String> jvmFlags() {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+ExitOnOutOfMemoryError");
    }

    /** As the report says it. */
    String inWords() {
        return name().toLowerCase(Locale.ROOT) + ": " + rounds + (rounds == 1 ? " round" : " rounds")
                + ", in each a fork of every arm for every workload, with " + warmUpIterations + " + " + iterations
                + " iterations of " + iterationMillis + " ms at least";
    }
}
