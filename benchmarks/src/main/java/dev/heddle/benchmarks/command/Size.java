package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How much a comparison measures, and how long it may take. */
enum Size {
    /** Whether everything works; no result. */
    SMOKE(1, 0, 1, 20, 256, "512m", Duration.ofSeconds(50)),

    /** Enough for a verdict. */
    DEFAULT(5, 1, 2, 300, 50_000, "1g", Duration.ofSeconds(570)),

    /** Enough for a verdict, with every arm, and all workloads but those that are only measured when chosen. */
    PEERS(5, 2, 3, 400, 50_000, "2g", Duration.ofMinutes(59)),

    /** The same, for results that are to be shown to others. */
    FULL(10, 5, 5, 1_000, 50_000, "2g", Duration.ofHours(4));

    final int rounds;
    final int warmUpIterations;
    final int iterations;
    final int iterationMillis;

    /** How many connections or round trips are made before anything is measured. */
    final int warmUps;

    /** Forks that would end after this are not begun, and one that does is ended. */
    final Duration limit;

    private final String heap;

    Size(
            int rounds,
            int warmUpIterations,
            int iterations,
            int iterationMillis,
            int warmUps,
            String heap,
            Duration limit) {
        this.rounds = rounds;
        this.warmUpIterations = warmUpIterations;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
        this.warmUps = warmUps;
        this.heap = heap;
        this.limit = limit;
    }

    /** Which arms take part. */
    List<String> arms() {
        return isEverything() ? Arms.names() : Arms.USUAL;
    }

    /** What they do. */
    List<Workload> workloads() {
        return isEverything() ? Workload.withPeers() : Workload.usual();
    }

    private boolean isEverything() {
        return this == PEERS || this == FULL;
    }

    /** Memory that is touched for the first time while measuring falsifies everything that allocates. */
    List<String> jvmFlags() {
        return List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+ExitOnOutOfMemoryError",
                ChildJvm.NATIVE_ACCESS);
    }

    /** As the report says it. */
    String inWords() {
        return name().toLowerCase(Locale.ROOT) + ": " + rounds + (rounds == 1 ? " round" : " rounds")
                + ", in each a fork of every arm for every workload that it can do, with " + warmUpIterations + " + "
                + iterations
                + " iterations of " + iterationMillis + " ms at least";
    }
}
