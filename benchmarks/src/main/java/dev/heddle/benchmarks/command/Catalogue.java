package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to choose from, for {@code heddle compare --list}. Each line says by itself what it is about, so that it can
 * be searched.
 */
record Catalogue(List<Assignment> assignments, Roster roster) {

    /** Workloads, each with a line for every parameter, and arms. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Assignment.settings(assignments).forEach((workload, at) -> addWorkload(workload, at, lines));
        roster.present().forEach((arm, text) -> lines.add("arm " + arm + ": " + role(arm) + ". " + text));
        roster.absent().forEach((arm, reason) -> lines.add("arm " + arm + ": " + role(arm) + ". Not here: " + reason));
        return lines;
    }

    private static void addWorkload(Workload workload, Set<Parameters> settings, List<String> lines) {
        String name = "workload " + workload.name() + ": ";
        Parameters first = settings.iterator().next();
        lines.add(name + "'" + workload.title(first) + "'"
                + (settings.size() == 1 ? "" : " and " + (settings.size() - 1) + " more") + ", "
                + from(workload));
        for (String parameter : first.values().keySet()) {
            String usual = settings.stream()
                    .filter(at -> at.has(parameter))
                    .map(at -> at.text(parameter))
                    .distinct()
                    .collect(Collectors.joining(","));
            lines.add(name + "--param " + parameter + "=" + usual
                    + AllowedValues.inWords(workload, settings, parameter)
                            .map(values -> ", possible is " + values)
                            .orElse(""));
        }
    }

    /** From which size on any of its points is measured. */
    private static String from(Workload workload) {
        Optional<Size> least = workload.points().stream()
                .map(Point::from)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return least.map(size -> size == Size.DEFAULT ? "from the default size on" : "from --" + size.word() + " on")
                .orElse("with --workloads");
    }

    private static String role(String arm) {
        Role role = Arms.role(arm);
        return role.isControl() ? "control" : role.name().toLowerCase(Locale.ROOT);
    }
}
