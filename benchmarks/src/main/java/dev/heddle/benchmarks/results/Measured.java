package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the arms made of a piece of work in one run, by the metric that is judged.
 *
 * @param arms the backends first
 */
public record Measured(Work work, Metric metric, List<Series> arms) {

    private static final Comparator<Series> ORDER = order(Series::arm, Series::role);

    /** The backends first, and the one before all that others are compared with. */
    public static <T> Comparator<T> order(Function<T, String> arm, Function<T, Role> role) {
        return Comparator.<T, Boolean>comparing(one -> !arm.apply(one).equals(Arms.SELECTOR))
                .thenComparing(role)
                .thenComparing(arm);
    }

    /** Takes a copy. */
    public Measured {
        arms = List.copyOf(arms);
    }

    /** Puts the forks of one run together, in the order in which they were first seen. Those that failed have no figures. */
    public static List<Measured> of(List<Fork> forks) {
        return Fork.byWork(forks).stream()
                .map(measured -> ofAlike(measured, forks))
                .toList();
    }

    private static Measured ofAlike(List<Fork> measured, List<Fork> all) {
        Work work = measured.get(0).work();
        Map<String, Integer> failed =
                FailedForks.of(work, all).stream().collect(Collectors.toMap(FailedForks::arm, FailedForks::failed));
        List<Series> arms = Fork.byArm(measured).stream()
                .map(arm -> series(arm, failed.getOrDefault(arm.get(0).arm(), 0)))
                .sorted(ORDER)
                .toList();
        return new Measured(work, measured.get(0).judged().metric(), arms);
    }

    private static Series series(List<Fork> forks, int failed) {
        return new Series(
                forks.get(0).arm(),
                forks.get(0).role(),
                forks.stream().map(fork -> fork.judged().median()).toList(),
                forks.stream().map(Fork::round).toList(),
                generator(forks),
                forks.stream().filter(Fork::isDisturbed).map(Fork::round).collect(Collectors.toSet()),
                failed);
    }

    private static double generator(List<Fork> forks) {
        double[] known = forks.stream()
                .flatMap(fork -> Stream.ofNullable(fork.found().cpu()))
                .flatMap(cpu -> cpu.generators().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return known.length == 0 ? 0 : Series.medianOf(known);
    }

    /** How many of the forks were disturbed, in words; nothing, if none was. */
    public Optional<String> disturbed() {
        int disturbed = arms.stream().mapToInt(arm -> arm.disturbed().size()).sum();
        int all = arms.stream().mapToInt(arm -> arm.forks().size()).sum();
        return disturbed == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Disturbed: %d of %d forks, during which others used more than %.0f %% of the processors",
                        disturbed,
                        all,
                        100 * Fork.DISTURBING_PART));
    }

    /** What the ratio of two arms is called: of memory, say, one is not faster, but better. */
    public String ratioInWords() {
        return metric.isOfSpeed() ? "speed" : "as good";
    }

    /** Whether the figures are speeds, not times. */
    public boolean moreIsBetter() {
        return metric.better() == Better.MORE;
    }

    /** The same in words. */
    public String directionInWords() {
        return metric.better().inWords();
    }

    /** Whether both are of the same work, and have figures of the same kind. */
    boolean isOfSameWorkAs(Measured other) {
        return work.isSameAs(other.work) && metric.unit().equals(other.metric.unit());
    }

    /** What the arm of that name did, if it took part. */
    public Optional<Series> arm(String name) {
        return arms.stream().filter(series -> series.arm().equals(name)).findFirst();
    }

    /** The same of an arm that did. */
    Series get(String name) {
        return arm(name).orElseThrow(() -> new IllegalArgumentException(name + " took no part in " + work.title()));
    }

    /** The arm whose speed is 1. There is one: nothing is measured without an arm. */
    public Series reference() {
        return arms.get(0);
    }

    /** The unit in words. */
    public String unitInWords() {
        String operation = work.operation();
        return switch (metric.unit()) {
            case "ns/op" -> "ns per " + operation;
            case "us/op" -> "\u00b5s per " + operation;
            case "ms/op" -> "ms per " + operation;
            case "ops/s" -> operation + "s per second";
            default -> metric.unit().replaceFirst("^us\\b", "\u00b5s");
        };
    }

    /** How many times as fast {@code one} is as {@code other}, given figures of this workload. */
    public double speed(double one, double other) {
        return moreIsBetter() ? one / other : other / one;
    }
}
