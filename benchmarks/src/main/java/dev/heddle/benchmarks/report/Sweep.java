package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.results.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One workload with different values of one parameter, and all else alike.
 *
 * @param others the parameters that are alike
 * @param points by the value, the least first
 */
record Sweep(String parameter, Parameters others, SortedMap<Integer, Measured> points) {

    /** How far apart the ends are at least: from one loop to two there is no course to be seen. */
    private static final int SPAN = 10;

    /** Counts that are usually one, which goes without saying, as in titles. */
    private static final Set<String> USUALLY_ONE = Set.of("loops", "processes");

    /** All that there are among the points of one workload. */
    static List<Sweep> of(List<Measured> workload) {
        TreeSet<String> names = new TreeSet<>();
        workload.forEach(
                point -> names.addAll(point.work().parameters().values().keySet()));
        List<Sweep> sweeps = new ArrayList<>();
        for (String name : names) {
            Map<Parameters, SortedMap<Integer, Measured>> alike = new LinkedHashMap<>();
            workload.stream()
                    .filter(point -> isNumber(point.work().parameters(), name))
                    .forEach(point -> alike.computeIfAbsent(without(point, name), first -> new TreeMap<>())
                            .put(value(point, name), point));
            alike.forEach((others, points) -> {
                if (points.lastKey() >= SPAN * Math.max(1, points.firstKey())) {
                    sweeps.add(new Sweep(name, others, points));
                }
            });
        }
        return sweeps;
    }

    private static boolean isNumber(Parameters parameters, String name) {
        return parameters.has(name) && parameters.text(name).matches("\\d{1,9}");
    }

    private static int value(Measured point, String name) {
        return point.work().parameters().number(name);
    }

    private static Parameters without(Measured point, String name) {
        SortedMap<String, String> others =
                new TreeMap<>(point.work().parameters().values());
        others.remove(name);
        return new Parameters(others);
    }

    /** The parameter for people: {@code inFlight} is "in flight". */
    String inWords() {
        return words(parameter);
    }

    /** The parameters that are alike, for people; may be empty. */
    String othersInWords() {
        List<String> words = new ArrayList<>();
        others.values().forEach((name, value) -> {
            if (!(USUALLY_ONE.contains(name) && value.equals("1"))) {
                words.add(words(name) + " " + others.grouped(name));
            }
        });
        return String.join(", ", words);
    }

    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
