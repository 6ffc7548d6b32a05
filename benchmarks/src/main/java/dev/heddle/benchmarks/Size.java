package dev.heddle.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How much a comparison measures, and how long it may take. Each has in it what those before it have. */
public enum Size {
    /** Whether everything works; no result. */
    SMOKE(1, new Effort(0, 1, 20, 256), "512m", Duration.ofSeconds(50)),

    /** Enough for a verdict. */
    DEFAULT(5, new Effort(2, 2, 200, 50_000), "1g", Duration.ofSeconds(570)),

    /** Enough for a verdict, with other libraries and more workloads. */
    PEERS(5, new Effort(1, 2, 300, 50_000), "2g", Duration.ofMinutes(59)),

    /** All that need not be chosen, with every arm and twice as many forks, for results that are to be shown to others. */
    FULL(10, new Effort(3, 5, 500, 50_000), "2g", Duration.ofHours(9));

    /** What arms need that bring a native library; without it the JDK warns. */
    public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private final int rounds;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final Effort effort;

    private final String heap;
    private final Duration limit;

    Size(int rounds, Effort effort, String heap, Duration limit) {
        this.rounds = rounds;
        this.effort = effort;
        this.heap = heap;
        this.limit = limit;
    }

    /** How often each arm has its turn at each workload, in a fork of its own. */
    public int rounds() {
        return rounds;
    }

    /** How much a fork does. */
    public Effort effort() {
        return effort;
    }

    /** Forks that would end after this are not begun, and one that does is ended. */
    public Duration limit() {
        return limit;
    }

    /** The flags of forks. Memory that is touched for the first time while measuring falsifies everything that allocates. */
    public List<String> jvmFlags() {
        return List.of(
                "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+ExitOnOutOfMemoryError", NATIVE_ACCESS);
    }

    /** As the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the report says it. */
    public String inWords() {
        return word() + ": " + rounds + (rounds == 1 ? " round" : " rounds")
                + ", in each a fork of every arm for every workload that it can do, with "
                + effort.warmUpIterations() + " + " + effort.iterations() + " iterations of "
                + effort.iterationMillis() + " ms at least";
    }
}
