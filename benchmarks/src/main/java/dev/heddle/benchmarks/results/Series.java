package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one arm made of a workload.
 *
 * @param forks the median of the iterations of each fork, one at least, in the order they were run
 * @param rounds in which round each of them ran
 * @param generator how many processors those that made the load kept busy, in the middle of the forks; 0 if it is not known
 * @param disturbed in which rounds others used much of the processors while it ran
 * @param failed how many more forks failed
 */
public record Series(
        String arm,
        Role role,
        List<Double> forks,
        List<Integer> rounds,
        double generator,
        Set<Integer> disturbed,
        int failed) {

    /** Checks that there is something, and a round for each. */
    public Series {
        forks = List.copyOf(forks);
        rounds = List.copyOf(rounds);
        disturbed = Set.copyOf(disturbed);
        if (forks.isEmpty()) {
            throw new IllegalArgumentException("no forks of " + arm);
        }
        if (forks.size() != rounds.size()) {
            throw new IllegalArgumentException(
                    arm + " has " + forks.size() + " forks, but " + rounds.size() + " rounds");
        }
    }

    /** With a load of which nothing is known, and no fork that was disturbed or failed. */
    public Series(String arm, Role role, List<Double> forks, List<Integer> rounds) {
        this(arm, role, forks, rounds, 0, Set.of(), 0);
    }

    /** With a fork in each round, from the first on. */
    public Series(String arm, Role role, List<Double> forks) {
        this(arm, role, forks, IntStream.rangeClosed(1, forks.size()).boxed().toList());
    }

    /** The same, named after what it ran on. */
    Series on(String variant) {
        return new Series(arm + " on " + variant, role, forks, rounds, generator, disturbed, failed);
    }

    /** The forks of those rounds, in their order, and then the others. */
    double[] inOrder(List<Integer> first) {
        IntStream those = first.stream().mapToInt(rounds::indexOf);
        IntStream others = IntStream.range(0, rounds.size()).filter(index -> !first.contains(rounds.get(index)));
        return IntStream.concat(those, others).mapToDouble(forks::get).toArray();
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

    static double medianOf(double[] values) {
        return median(Arrays.stream(values));
    }

    /** The value in the middle, or between the two in the middle. */
    public static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return medianOfSorted(sorted);
    }

    static double medianOfSorted(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
