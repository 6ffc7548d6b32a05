package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs of one piece of work, whose figures are times. */
public final class Runs {

    private static final Work WORK = new Work("known", Parameters.NONE, "known work", "operation");
    private static final Metric TIME = new Metric("time", "ns/op", Better.LESS);

    private Runs() {}

    /** Five rounds in which the selector takes {@code selector}, or a little more, and a bare loop {@code bareNio}. */
    public static SavedRun of(String name, Map<String, String> facts, double selector, double bareNio) {
        List<Series> arms = List.of(
                new Series("selector", Role.BACKEND, scattered(selector)),
                new Series("bare-nio", Role.LIMIT, scattered(bareNio)));
        return of(name, facts, arms);
    }

    static SavedRun of(String name, Map<String, String> facts, List<Series> arms) {
        List<Measured> workloads = new ArrayList<>();
        if (!arms.isEmpty()) {
            workloads.add(new Measured(WORK, TIME, arms));
        }
        return new SavedRun(name, new Environment(facts), workloads, List.of(), List.of(), null);
    }

    private static List<Double> scattered(double time) {
        return Stream.of(1.0, 1.01, 1.02, 1.03, 1.04)
                .map(factor -> factor * time)
                .toList();
    }
}
