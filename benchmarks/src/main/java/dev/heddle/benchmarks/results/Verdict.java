package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Role;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** What may be said about the two backends on one workload. */
public sealed interface Verdict {

    /** How seldom chance must part the backends like that before one of them is said to have won. */
    double SIGNIFICANCE = 0.01;

    /** The rule, in words, for the reader of results. */
    String RULE =
            "A backend has won if the figures of its forks and of the other's are parted so clearly that chance alone"
                + " would do it at most once in a hundred times (exact rank-sum test over the forks' medians; needs"
                + " five forks of each). Otherwise the difference is within the noise. By how much is the ratio of the"
                + " medians; the range behind it holds 95 % of the ratios found when the forks are drawn anew.";

    /** How many forks of each backend the rule needs at least. */
    int FORKS_NEEDED = 5;

    /** The verdict in one sentence. */
    String sentence();

    /** One backend is faster. */
    record Won(String winner, String loser, Ratio ratio) implements Verdict {
        @Override
        public String sentence() {
            return winner + " won: " + ratio + " as fast as " + loser;
        }
    }

    /** The backends cannot be told apart. */
    record WithinNoise(String ahead, String behind, Ratio ratio) implements Verdict {
        @Override
        public String sentence() {
            return "within the noise: " + ahead + " " + ratio + " as fast as " + behind;
        }
    }

    /** There are not enough forks to tell. */
    record TooFewForks(int forks) implements Verdict {
        @Override
        public String sentence() {
            return "no verdict: " + forks + (forks == 1 ? " fork" : " forks") + " of each backend, " + FORKS_NEEDED
                    + " are needed";
        }
    }

    /** A backend is missing. */
    record NotCompared() implements Verdict {
        @Override
        public String sentence() {
            return "no verdict: not both backends were measured";
        }
    }

    /**
     * How many times as fast one is as the other.
     *
     * @param low where 95 % of the ratios begin
     * @param high where they end
     */
    record Ratio(double middle, double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2fx (%.2f to %.2f)", middle, low, high);
        }
    }

    /** There is nothing to choose. */
    record SameCode() implements Verdict {
        @Override
        public String sentence() {
            return "no verdict: both backends have the same";
        }
    }

    /** Judges by the {@link #RULE}. */
    static Verdict of(Measured measured) {
        Series selector = measured.arm(Arms.SELECTOR).orElse(null);
        Series loom = measured.arm(Arms.LOOM).orElse(null);
        if (selector == null && loom == null && measured.arms().stream().anyMatch(arm -> arm.role() == Role.SHARED)) {
            return new SameCode();
        }
        if (selector == null || loom == null) {
            return new NotCompared();
        }
        int forks = Math.min(selector.forks().size(), loom.forks().size());
        if (forks < FORKS_NEEDED) {
            return new TooFewForks(forks);
        }
        boolean selectorAhead = measured.speed(selector.median(), loom.median()) >= 1;
        Series ahead = selectorAhead ? selector : loom;
        Series behind = selectorAhead ? loom : selector;
        Ratio ratio = ratio(measured, ahead, behind);
        double chance =
                RankTest.probability(ahead.stream().toArray(), behind.stream().toArray());
        return chance <= SIGNIFICANCE
                ? new Won(ahead.arm(), behind.arm(), ratio)
                : new WithinNoise(ahead.arm(), behind.arm(), ratio);
    }

    private static Ratio ratio(Measured measured, Series one, Series other) {
        int draws = 10_000;
        Random random = new Random(42); // the same results always give the same report
        double[] ratios = IntStream.range(0, draws)
                .mapToDouble(draw -> measured.speed(drawnMedian(one, random), drawnMedian(other, random)))
                .sorted()
                .toArray();
        double middle = measured.speed(one.median(), other.median());
        return new Ratio(middle, ratios[draws / 40], ratios[draws - 1 - draws / 40]);
    }

    /** The median of as many forks as there are, each drawn from all of them. */
    private static double drawnMedian(Series series, Random random) {
        int count = series.forks().size();
        return Series.median(random.ints(count, 0, count).mapToDouble(series.forks()::get));
    }
}
