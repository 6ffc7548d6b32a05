package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Cpu;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** A run that was never made, with something of all that a report can show. Selector is better to begin with, loom at the end. */
final class SampleRun {

    static final int ROUNDS = 5;

    private static final Map<String, Role> ARMS = new LinkedHashMap<>();

    static {
        ARMS.put("selector", Role.BACKEND);
        ARMS.put("loom", Role.BACKEND);
        ARMS.put("selector-again", Role.SAME_AGAIN);
        ARMS.put("selector-slowed", Role.SLOWED);
        ARMS.put("bare-nio", Role.LIMIT);
        ARMS.put("netty-nio", Role.PEER);
    }

    private static final Metric SPEED = new Metric("speed", "ops/s", Better.MORE);
    private static final Metric MEDIAN = new Metric("p50", "us late (median)", Better.LESS);
    private static final Metric SLOWEST = new Metric("p99", "us late (99th percentile)", Better.LESS);

    private final String size;
    private final Random random = new Random(1);
    private final List<Fork> forks = new ArrayList<>();

    private SampleRun(String size) {
        this.size = size;
    }

    /** Writes it, and reads it. */
    static SavedRun in(Path folder, String size) throws IOException {
        SampleRun run = new SampleRun(size);
        run.measure();
        run.write(folder);
        return SavedRun.readAll(folder).get(0);
    }

    private void measure() {
        for (int round = 1; round <= ROUNDS; round++) {
            for (int inFlight : new int[] {1, 64, 512}) {
                for (String arm : ARMS.keySet()) {
                    connections(round, inFlight, arm);
                }
            }
            for (String arm : List.of("selector", "loom", "netty-nio")) {
                lateness(round, arm);
            }
        }
        Work work = work(1);
        Fork.Failure failure = new Fork.Failure("it <broke>", List.of());
        forks.add(fork(1, work, "netty-nio", Fork.Status.FAILED, Findings.NONE, failure));
    }

    private static Work work(int inFlight) {
        String title = "connect: " + inFlight + " in flight";
        return new Work("connections", Parameters.of("inFlight", inFlight).with("loops", 1), title, "connection");
    }

    private void connections(int round, int inFlight, String arm) {
        double speed = switch (arm) {
            case "loom" -> 6_000 * Math.pow(inFlight, 0.25);
            case "selector-slowed" -> 7_000;
            case "bare-nio" -> 15_000;
            default -> 10_000;
        };
        Iterations figures = new Iterations(SPEED, List.of(speed * (1 + random.nextDouble() / 50)));
        Findings found = new Findings(List.of(figures), Map.of(), null, null);
        forks.add(fork(round, work(inFlight), arm, Fork.Status.MEASURED, found, null));
    }

    private void lateness(int round, String arm) {
        Histogram times = new Histogram(3);
        double scale = arm.equals("loom") ? 40_000 : 70_000;
        for (int call = 0; call < 2_000; call++) {
            times.recordValue(Math.round(scale * Math.exp(random.nextGaussian() / 2)));
        }
        List<Iterations> figures = List.of(
                new Iterations(MEDIAN, List.of(times.getValueAtPercentile(50) / 1e3)),
                new Iterations(SLOWEST, List.of(times.getValueAtPercentile(99) / 1e3)));
        Findings found = new Findings(figures, Map.of("lateness", times), new Cpu(0.5, 1.25, 0.25), null);
        Work work = new Work("timer-lateness", Parameters.NONE, "timers: lateness", "timed call");
        forks.add(fork(round, work, arm, Fork.Status.MEASURED, found, null));
    }

    private static Fork fork(
            int round, Work work, String arm, Fork.Status status, Findings found, Fork.Failure failure) {
        Role role = ARMS.getOrDefault(arm, Role.PEER);
        Double others = round == 1 && arm.equals("netty-nio") ? 0.3 : 0.01;
        return new Fork(
                1,
                "a",
                round,
                1,
                work,
                arm,
                role,
                "default",
                status,
                "2026-01-01",
                1.5,
                0.25,
                others,
                found,
                failure,
                null);
    }

    private void write(Path folder) throws IOException {
        Map<String, RunFile.Participant> arms = new LinkedHashMap<>();
        ARMS.forEach((arm, role) -> arms.put(
                arm,
                new RunFile.Participant(
                        role,
                        "This is " + arm + ".",
                        null,
                        arm.equals("bare-nio") ? Map.of("timers: lateness", "it <has> none") : Map.of(),
                        arm.equals("netty-nio") ? List.of("pooled (manual)") : List.of())));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("size", size);
        environment.put("processor", "<fast & hot>");
        List<Work> works = forks.stream().map(Fork::work).distinct().toList();
        new RunFile(
                        1,
                        "a",
                        "2026-01-01",
                        List.of("compare", "--full"),
                        size,
                        ROUNDS,
                        works,
                        arms,
                        Map.of(Fork.ONLY_VARIANT, new RunFile.Variant("java", List.of(), Map.of())),
                        environment,
                        null)
                .writeNew(folder);
        try (ForkLog log = ForkLog.open(folder)) {
            for (Fork fork : forks) {
                log.append(fork);
            }
        }
    }
}
