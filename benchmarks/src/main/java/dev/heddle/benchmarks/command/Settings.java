package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Values of parameters that are to be measured instead of those that workloads have by themselves.
 *
 * @param values by the name of the parameter
 */
record Settings(Map<String, List<String>> values) {

    /**
     * Reads {@code connections=1,64} and the like.
     *
     * @throws IllegalArgumentException if one is something else
     */
    static Settings parse(List<String> given) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String one : given) {
            if (!one.matches("[^=,]+=[^=]*[^=,]")) {
                throw new IllegalArgumentException("--param must be like connections=1,64, not '" + one + "'");
            }
            String[] parts = one.split("=");
            values.computeIfAbsent(parts[0], first -> new ArrayList<>())
                    .addAll(Arrays.stream(parts[1].split(","))
                            .map(String::strip)
                            .toList());
        }
        return new Settings(values);
    }

    /**
     * Every piece of work at each of the values, as far as it has such parameters.
     *
     * @throws IllegalArgumentException if none of them has, or if none can be measured at one of the values
     */
    List<Assignment> of(List<Assignment> chosen) {
        List<Assignment> all = chosen;
        for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
            String name = parameter.getKey();
            if (chosen.stream().noneMatch(assignment -> assignment.at().has(name))) {
                throw new IllegalArgumentException(
                        "no parameter '" + name + "' in what is chosen; there are " + names(chosen));
            }
            all = all.stream()
                    .flatMap(assignment -> at(assignment, name, parameter.getValue()).stream())
                    .toList();
        }
        List<Assignment> possible =
                onceEach(all.stream().filter(Settings::isPossible).toList());
        check(chosen, all, possible);
        return possible;
    }

    /** Controls that were to take part do so at the first of the values. */
    private static List<Assignment> at(Assignment assignment, String name, List<String> values) {
        return assignment.at().has(name)
                ? values.stream()
                        .map(value ->
                                assignment.with(name, value, assignment.isForControls() && value.equals(values.get(0))))
                        .toList()
                : List.of(assignment);
    }

    /** The same work may have come of several points, with controls and without. */
    private static List<Assignment> onceEach(List<Assignment> all) {
        List<Assignment> once = new ArrayList<>();
        for (Assignment assignment : all) {
            List<Assignment> same =
                    all.stream().filter(assignment::isSameWorkAs).toList();
            Assignment best =
                    same.stream().filter(Assignment::isForControls).findFirst().orElse(same.get(0));
            if (!once.contains(best)) {
                once.add(best);
            }
        }
        return once;
    }

    private static boolean isPossible(Assignment assignment) {
        return isPossible(assignment.workload(), assignment.at());
    }

    /** Whether a workload can be measured there. */
    static boolean isPossible(Workload workload, Parameters at) {
        return workload.points().stream().anyMatch(point -> point.at().equals(at)) || workload.allows(at);
    }

    /**
     * Refuses values of which nothing is left.
     *
     * @param all what was tried
     */
    private void check(List<Assignment> chosen, List<Assignment> all, List<Assignment> possible) {
        values.forEach((name, wanted) -> wanted.forEach(value -> {
            Parameters one = Parameters.of(name, value);
            if (possible.stream()
                    .noneMatch(assignment -> assignment
                            .at()
                            .values()
                            .entrySet()
                            .containsAll(one.values().entrySet()))) {
                throw new IllegalArgumentException("nothing of what is chosen can be measured at " + one
                        + allowed(all, name) + "; usual is " + usual(chosen, name));
            }
        }));
    }

    private static String names(List<Assignment> chosen) {
        TreeSet<String> names = new TreeSet<>();
        chosen.forEach(assignment -> names.addAll(assignment.at().values().keySet()));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Such as {@code ; possible is loops=1 to 64 (echo)}: of each workload, or what all have alike. */
    private static String allowed(List<Assignment> all, String name) {
        List<Assignment> having =
                all.stream().filter(assignment -> assignment.at().has(name)).toList();
        Map<String, List<String>> workloads = new LinkedHashMap<>();
        Assignment.settings(having)
                .forEach((workload, at) -> AllowedValues.inWords(workload, at, name)
                        .ifPresent(values -> workloads
                                .computeIfAbsent(values, first -> new ArrayList<>())
                                .add(workload.name())));
        return workloads.isEmpty()
                ? ""
                : "; possible is "
                        + workloads.entrySet().stream()
                                .map(values -> name + "=" + values.getKey() + " ("
                                        + String.join(", ", values.getValue()) + ")")
                                .collect(Collectors.joining("; "));
    }

    private static String usual(List<Assignment> chosen, String name) {
        return name + "="
                + String.join(
                        ",",
                        chosen.stream()
                                .flatMap(assignment -> assignment.workload().points().stream())
                                .filter(point -> point.at().has(name))
                                .map(point -> point.at().text(name))
                                .distinct()
                                .toList());
    }
}
