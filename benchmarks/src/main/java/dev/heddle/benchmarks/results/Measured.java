package dev.heddle.benchmarks.results;

import java.util.List;
import java.util.Optional;

/**
 * What the arms made of a workload in one run.
 *
 * @param unit as JMH writes it: {@code ns/op}, {@code ops/s}
 * @param moreIsBetter whether the figures are speeds, not times
 * @param arms the backends first
 */
public record Measured(Workload workload, String unit, boolean moreIsBetter, List<Series> arms) {

    /** Takes a copy. */
    public Measured {
        arms = List.copyOf(arms);
    }

    /** What the arm of that name did, if it took part. */
    public Optional<Series> arm(String name) {
        return arms.stream().filter(series -> series.arm().equals(name)).findFirst();
    }

    /** The arm whose speed is 1. There is one: nothing is measured without an arm. */
    public Series reference() {
        return arms.get(0);
    }

    /** The unit in words. */
    public String unitInWords() {
        String operation = workload.operation();
        return switch (unit) {
            case "ns/op" -> "ns per " + operation;
            case "us/op" -> "\u00b5s per " + operation;
            case "ms/op" -> "ms per " + operation;
            case "ops/s" -> operation + "s per second";
            default -> unit;
        };
    }

    /** How many times as fast {@code one} is as {@code other}, given figures of this workload. */
    public double speed(double one, double other) {
        return moreIsBetter ? one / other : other / one;
    }
}
