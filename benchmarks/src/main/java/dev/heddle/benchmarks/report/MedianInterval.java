package dev.heddle.benchmarks.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * Between which two forks the true median lies, whatever the distribution: each fork is as likely above as below it, so how
 * often it lies outside is a matter of counting.
 *
 * @param coverage how sure that is: as little over 95 % as there is, or for five forks 93.75 %, which is all they can give
 */
record MedianInterval(double low, double high, double coverage) {

    /** Four would hold it in 87 % of all runs. */
    private static final int FORKS_NEEDED = 5;

    private static final double WANTED = 0.95;

    /** Nothing, if there are too few. */
    static Optional<MedianInterval> of(double... forks) {
        if (forks.length < FORKS_NEEDED) {
            return Optional.empty();
        }
        double[] sorted = forks.clone();
        Arrays.sort(sorted);
        int left = 0;
        double coverage = 1 - 2 * chanceBelow(1, sorted.length);
        for (int more = 1; 1 - 2 * chanceBelow(more + 1, sorted.length) >= WANTED; more++) {
            left = more;
            coverage = 1 - 2 * chanceBelow(more + 1, sorted.length);
        }
        return Optional.of(new MedianInterval(sorted[left], sorted[sorted.length - 1 - left], coverage));
    }

    /** The chance that of {@code forks} fewer than {@code count} are below the median. */
    private static double chanceBelow(int count, int forks) {
        double ways = 1;
        double sum = 0;
        for (int below = 0; below < count; below++) {
            sum += ways;
            ways = ways * (forks - below) / (below + 1);
        }
        return sum / Math.pow(2, forks);
    }
}
