package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Arms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run that was never made, on two JDKs: on the second, selector is 1.2 times as fast, and loom as fast as on the first. */
public final class TwoJdks {

    private static final List<String> ARMS = List.of("selector", "loom", "selector-again", "bare-nio");
    private static final int ROUNDS = 5;

    private TwoJdks() {}

    /** Writes it, and reads it. */
    public static List<SavedRun> in(Path folder, String size) throws IOException {
        Map<String, RunFile.Participant> arms = new LinkedHashMap<>();
        ARMS.forEach(arm -> arms.put(
                arm, new RunFile.Participant(Arms.role(arm), "This is " + arm + ".", null, Map.of(), List.of())));
        Map<String, RunFile.Variant> variants = new LinkedHashMap<>();
        for (String jdk : List.of("jdk21", "jdk25")) {
            variants.put(jdk, new RunFile.Variant("/" + jdk, List.of(), Map.of("jdk", jdk)));
        }
        RunFile.End end = new RunFile.End(
                "later", "0.5", "complete: 40 of 40 forks", Map.of("jdk21", "complete: 20 of 20 forks"), List.of());
        new RunFile(
                        1,
                        "a",
                        "2026-01-01",
                        List.of("compare"),
                        size,
                        ROUNDS,
                        List.of(Forks.WORK),
                        arms,
                        variants,
                        Map.of("size", size),
                        end)
                .writeNew(folder);
        try (ForkLog log = ForkLog.open(folder)) {
            for (int round = 1; round <= ROUNDS; round++) {
                for (String arm : ARMS) {
                    for (String jdk : variants.keySet()) {
                        double gain = jdk.equals("jdk25") && arm.equals("selector") ? 1.2 : 1;
                        Fork fork = Forks.measured(round, arm, Arms.role(arm), 1_000 * gain + 3 * (round % 3));
                        log.append(on(jdk, fork));
                    }
                }
            }
        }
        return SavedRun.readAll(folder);
    }

    private static Fork on(String variant, Fork fork) {
        return new Fork(
                fork.schema(),
                fork.run(),
                fork.round(),
                fork.place(),
                fork.work(),
                fork.arm(),
                fork.role(),
                variant,
                fork.status(),
                fork.begun(),
                fork.seconds(),
                fork.load(),
                fork.found(),
                fork.failure());
    }
}
