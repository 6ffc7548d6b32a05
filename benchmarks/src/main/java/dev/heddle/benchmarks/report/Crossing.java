package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where along a sweep the better choice changes. Only verdicts count, never figures that chance alone may have parted.
 *
 * @param winners the better backend, where one is, by the value of the parameter
 */
record Crossing(Sweep sweep, SortedMap<Integer, Optional<String>> winners) {

    /** Of a smoke run nothing is concluded. */
    static Crossing of(Sweep sweep, Conclusions conclusions, boolean smoke) {
        SortedMap<Integer, Optional<String>> winners = new TreeMap<>();
        sweep.points()
                .forEach((value, point) -> winners.put(
                        value, Judgement.of(point, conclusions, smoke).winner()));
        return new Crossing(sweep, winners);
    }

    /** Between which neighbours that were decided the winner changes: roughly where the lines cross. */
    List<Double> places() {
        List<Double> places = new ArrayList<>();
        Map.Entry<Integer, String> last = null;
        for (Map.Entry<Integer, Optional<String>> point : winners.entrySet()) {
            if (point.getValue().isEmpty()) {
                continue;
            }
            String winner = point.getValue().get();
            if (last != null && !last.getValue().equals(winner)) {
                places.add(between(last.getKey(), point.getKey()));
            }
            last = Map.entry(point.getKey(), winner);
        }
        return places;
    }

    /** Where the ratio is 1 if it changes evenly, as both axes are drawn: each step by so many times. */
    private double between(int low, int high) {
        OptionalDouble from = ratio(low);
        OptionalDouble to = ratio(high);
        double middle = Math.log(Math.max(1, low));
        if (from.isPresent() && to.isPresent()) {
            double part = Math.log(from.getAsDouble()) / Math.log(from.getAsDouble() / to.getAsDouble());
            middle += part * Math.log((double) high / Math.max(1, low));
        }
        return Math.exp(middle);
    }

    private OptionalDouble ratio(int value) {
        Measured point = sweep.points().get(value);
        if (point == null) {
            return OptionalDouble.empty();
        }
        return point.arm(Arms.SELECTOR)
                .flatMap(selector -> point.arm(Arms.LOOM).map(loom -> point.speed(selector.median(), loom.median())))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** What that means for a choice. */
    String sentence() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        winners.forEach((value, winner) -> values.computeIfAbsent(winner.orElse(""), first -> new ArrayList<>())
                .add(grouped(value)));
        List<String> none = values.remove("");
        if (values.isEmpty()) {
            return "No backend was found to be better at any of these.";
        }
        List<String> parts = new ArrayList<>();
        values.forEach((winner, at) -> parts.add(winner + " at " + String.join(" and ", at)));
        if (none != null) {
            parts.add("neither at " + String.join(" and ", none));
        }
        List<String> places =
                places().stream().map(place -> Figures.mark(Math.rint(place))).toList();
        return "Better: " + String.join(", ", parts) + "."
                + (places.isEmpty() ? "" : " They cross near " + String.join(" and ", places) + ".");
    }

    private static String grouped(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
