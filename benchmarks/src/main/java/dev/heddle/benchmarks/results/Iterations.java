package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Metric;
import java.util.List;

/**
 * The figures of one fork.
 *
 * @param values one for each iteration, or a single one that is of all of them together
 */
public record Iterations(Metric metric, List<Double> values) {

    /** Takes a copy. */
    public Iterations {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no figures of " + metric.name());
        }
    }

    /** What counts of a fork: iterations resemble each other more than forks do. */
    public double median() {
        return Series.median(values.stream().mapToDouble(Double::doubleValue));
    }
}
