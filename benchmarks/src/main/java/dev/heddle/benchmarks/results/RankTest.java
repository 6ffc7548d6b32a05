package dev.heddle.benchmarks.results;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The exact rank-sum test of Wilcoxon, Mann and Whitney: if two series came from the same source, how often would
 * chance part them at least as far as they are?
 *
 * <p>It asks for the order of the values only, so it needs no assumption about their distribution, and one wild value
 * does no harm. All ways to deal the ranks to the two series are counted.
 */
final class RankTest {

    private RankTest() {}

    /** The probability, from 0 (never) to 1. */
    static double probability(double[] one, double[] other) {
        double[] all = DoubleStream.concat(Arrays.stream(one), Arrays.stream(other))
                .sorted()
                .toArray();
        int[] ranks =
                Arrays.stream(all).mapToInt(value -> doubledRank(all, value)).toArray();
        int observed =
                Arrays.stream(one).mapToInt(value -> doubledRank(all, value)).sum();
        double[] ways = waysToSum(ranks, one.length);
        double centre = (double) Arrays.stream(ranks).sum() * one.length / all.length;
        double total = 0;
        double asFar = 0;
        for (int sum = 0; sum < ways.length; sum++) {
            total += ways[sum];
            if (Math.abs(sum - centre) >= Math.abs(observed - centre) - 1e-9) {
                asFar += ways[sum];
            }
        }
        return asFar / total;
    }

    /** Twice the rank, from one; equal values share the middle of their ranks. */
    private static int doubledRank(double[] sorted, double value) {
        int less = 0;
        int equal = 0;
        for (double each : sorted) {
            if (each < value) {
                less++;
            } else if (each == value) {
                equal++;
            }
        }
        return 2 * less + equal + 1;
    }

    /** For each sum, in how many ways {@code count} of the ranks add up to it. */
    private static double[] waysToSum(int[] ranks, int count) {
        int greatest = Arrays.stream(ranks).sum();
        double[][] ways = new double[count + 1][greatest + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int taken = count; taken > 0; taken--) {
                for (int sum = greatest; sum >= rank; sum--) {
                    ways[taken][sum] += ways[taken - 1][sum - rank];
                }
            }
        }
        return ways[count];
    }
}
