package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operations of a piece of work cost in one profile.
 *
 * @param arms the backends first
 */
public record Profiled(Work work, List<Arm> arms) {

    /**
     * The costs of one arm.
     *
     * @param costs the figures of all forks that found them, by the name of the metric
     * @param calls how often each system call is made for an operation, the most frequent first
     * @param files what was left, relative to the folder of results
     * @param notes what is to be known about it
     */
    public record Arm(
            String arm,
            Role role,
            Map<String, Series> costs,
            Map<String, Double> calls,
            Map<Pass, String> files,
            Set<String> notes) {

        private static Arm named(Fork first) {
            return new Arm(
                    first.arm(),
                    first.role(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashSet<>());
        }

        /** Something that was found, to be put among other arms. */
        public Series any() {
            return costs.values().stream().findFirst().orElse(new Series(arm, role, List.of(0.0)));
        }

        /** What an operation costs of that. */
        public Optional<Series> cost(Metric metric) {
            return Optional.ofNullable(costs.get(metric.name()));
        }

        private void add(Profile profile) {
            String file = profile.file();
            if (file != null) {
                files.put(profile.pass(), file);
            }
            notes.addAll(profile.notes());
        }
    }

    /** Puts the forks of a profile together, in the order in which work was first seen. Those that failed do not count. */
    public static List<Profiled> of(List<Fork> forks) {
        return Fork.byWork(forks).stream().map(Profiled::ofAlike).toList();
    }

    private static Profiled ofAlike(List<Fork> forks) {
        List<Arm> arms = Fork.byArm(forks).stream()
                .map(Profiled::arm)
                .sorted(Measured.order(Arm::arm, Arm::role))
                .toList();
        return new Profiled(forks.get(0).work(), arms);
    }

    private static Arm arm(List<Fork> forks) {
        Arm arm = Arm.named(forks.get(0));
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        for (Fork fork : forks) {
            Profile profile = fork.profile();
            if (profile != null) {
                arm.add(profile);
            }
            fork.found()
                    .figures()
                    .forEach(figure -> costs.computeIfAbsent(figure.metric().name(), first -> new ArrayList<>())
                            .add(figure.median()));
        }
        costs.forEach((name, values) -> arm.costs.put(name, new Series(arm.arm, arm.role, values)));
        calls(forks, arm);
        return arm;
    }

    private static void calls(List<Fork> forks, Arm arm) {
        List<String> names = forks.stream()
                .filter(fork -> fork.pass() == Pass.SYSTEM_CALLS)
                .flatMap(fork -> fork.found().figures().stream().skip(1))
                .map(figure -> figure.metric().name())
                .distinct()
                .sorted(Comparator.<String>comparingDouble(name -> -median(arm, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        names.forEach(name -> arm.calls.put(name, median(arm, name)));
    }

    private static double median(Arm arm, String name) {
        Series series = arm.costs.get(name);
        return series == null ? 0 : series.median();
    }
}
