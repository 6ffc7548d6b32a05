package dev.heddle.benchmarks.results;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was counted in a fork while it did so many operations.
 *
 * @param counts by what it is that was counted
 */
public record Tally(long operations, Map<String, Double> counts) {

    /** Takes a copy. */
    public Tally {
        if (operations <= 0) {
            throw new IllegalArgumentException("it was not told how many operations were done, or there were none");
        }
        counts = new LinkedHashMap<>(counts);
    }

    /** Such a count for each operation, if it was counted; zero otherwise. */
    public double perOperation(String name) {
        return counts.getOrDefault(name, 0.0) / operations;
    }
}
