package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What one arm made of a workload.
 *
 * @param forks the median of the iterations of each fork, one at least, in the order they were run
 */
public record Series(String arm, Role role, List<Double> forks) {

    /** Checks that there is something. */
    public Series {
        forks = List.copyOf(forks);
        if (forks.isEmpty()) {
            throw new IllegalArgumentException("no forks of " + arm);
        }
    }

    /** The middle of the forks. */
    public double median() {
        return median(stream());
    }

    /** The least of the forks. */
    public double least() {
        return stream().min().orElseThrow();
    }

    /** The greatest of the forks. */
    public double greatest() {
        return stream().max().orElseThrow();
    }

    /** The forks as numbers. */
    public DoubleStream stream() {
        return forks.stream().mapToDouble(Double::doubleValue);
    }

    /** The value in the middle, or between the two in the middle. */
    public static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
