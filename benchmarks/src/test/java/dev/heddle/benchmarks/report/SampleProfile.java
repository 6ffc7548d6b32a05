package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Costs;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Pass;
import dev.heddle.benchmarks.results.Profile;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile that was never made, of an echo on both backends. */
final class SampleProfile {

    private static final Work ECHO = new Work("echo", Parameters.of("connections", 64), "echo: 64 bytes", "round trip");

    private SampleProfile() {}

    /** Adds it to a folder. */
    static void addTo(Path folder, String id) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("size", "default, profile");
        environment.put("program", "the same");
        environment.put("profile", "system calls (strace <6>)");
        List<String> command = List.of("compare", "--profile");
        Map<String, RunFile.Variant> variants =
                Map.of(Fork.ONLY_VARIANT, new RunFile.Variant("java", List.of(), Map.of()));
        new RunFile(1, id, "2026-01-02", command, "default", 2, List.of(ECHO), Map.of(), variants, environment, null)
                .writeNew(folder);
        try (ForkLog log = ForkLog.open(folder)) {
            for (int round = 1; round <= 2; round++) {
                log.append(counts(id, round, "loom", 2_000 * round, 1.5));
                log.append(counts(id, round, "selector", 1_000, 0.25));
            }
            for (Pass pass : List.of(Pass.FLAME_GRAPH, Pass.RECORDING)) {
                String file = "profiles/run 1/selector." + (pass == Pass.RECORDING ? "jfr" : "html");
                log.append(fork(id, 1, "selector", List.of(), new Profile(pass, file, List.of())));
            }
            log.append(calls(id, "selector", 4, "read", 2.5, "write", 1.5));
        }
    }

    private static Fork counts(String id, int round, String arm, double bytes, double switches) {
        List<Iterations> figures =
                List.of(figure(Costs.BYTES, bytes), figure(Costs.VOLUNTARY, switches), figure(Costs.INVOLUNTARY, 0));
        return fork(id, round, arm, figures, new Profile(Pass.COUNTS, null, List.of()));
    }

    private static Fork calls(String id, String arm, double all, String one, double ones, String other, double others) {
        List<Iterations> figures = List.of(
                figure(Costs.CALLS, all), figure(Costs.callsOf(other), others), figure(Costs.callsOf(one), ones));
        return fork(id, 1, arm, figures, new Profile(Pass.SYSTEM_CALLS, null, List.of("<seen>")));
    }

    private static Iterations figure(Metric metric, double value) {
        return new Iterations(metric, List.of(value));
    }

    private static Fork fork(String id, int round, String arm, List<Iterations> figures, Profile profile) {
        Findings found = new Findings(figures, Map.of(), null, null);
        return new Fork(
                1,
                id,
                round,
                1,
                ECHO,
                arm,
                Role.BACKEND,
                "default",
                Fork.Status.MEASURED,
                "2026-01-02",
                1.5,
                0.25,
                null,
                found,
                null,
                profile);
    }
}
