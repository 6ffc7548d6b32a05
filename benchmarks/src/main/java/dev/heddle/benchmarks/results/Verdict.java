package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Metric;
import java.util.Locale;
import java.util.Optional;

/** What may be said about two arms on one piece of work. */
public sealed interface Verdict {

    /** How seldom chance must part two arms like that before one of them is said to be faster. */
    double SIGNIFICANCE = 0.01;

    /** How seldom arms may be called equal that differ by as much as the margin. */
    double EQUIVALENCE = 0.05;

    /** How large a part of the drawn ratios is in the range that is told. */
    double RANGE = 0.95;

    /** How many forks of each arm a verdict needs at least. */
    int FORKS_NEEDED = 5;

    /** The rule, in words, for the reader of results. */
    String RULE = "An arm is faster if the figures of its forks and of the other's are parted so clearly that chance"
        + " alone would do it at most once in a hundred times (exact rank-sum test over the forks' medians; needs five"
        + " forks of each), and if it did not fail in more forks than the other. There is no difference if the range"
        + " that holds 90 % of the ratios lies within the margin, 5 % unless another is named; both may hold, of a"
        + " difference that is certain, but too small to matter. If neither holds, it is undecided. By how much is the"
        + " ratio of the medians; the range behind it holds 95 % of the ratios found when rounds are drawn anew (90 %"
        + " where there is no difference).";

    /** The verdict in one sentence. */
    String sentence();

    /** Which arm is ahead, whether that means something or not, if both were compared. */
    default Optional<Lead> compared() {
        return switch (this) {
            case Faster faster -> Optional.of(faster.lead);
            case NoDifference none -> Optional.of(none.lead);
            case Undecided undecided -> Optional.of(undecided.lead);
            case FailedMore failed -> Optional.of(failed.lead);
            case TooFewForks few -> Optional.empty();
            case NotMeasured nothing -> Optional.empty();
        };
    }

    /** Whether there were enough figures to judge by. */
    default boolean isJudged() {
        return switch (this) {
            case Faster faster -> true;
            case NoDifference none -> true;
            case Undecided undecided -> true;
            case FailedMore failed -> false;
            case TooFewForks few -> false;
            case NotMeasured nothing -> false;
        };
    }

    /**
     * Which arm is ahead, and by how much.
     *
     * @param ratio how many times as fast it is, or as good, where it is not speed that is measured
     */
    record Lead(String ahead, String behind, Interval ratio, boolean isOfSpeed) {
        @Override
        public String toString() {
            return ahead + " " + inNumbers();
        }

        private String inNumbers() {
            return ratio + " as " + (isOfSpeed ? "fast" : "good") + " as " + behind;
        }
    }

    /**
     * One arm is faster.
     *
     * @param matters false if the difference is certain, but within the margin
     */
    record Faster(Lead lead, double margin, boolean matters) implements Verdict {
        @Override
        public String sentence() {
            return lead.ahead() + (lead.isOfSpeed() ? " is faster" : " is better")
                    + (matters ? "" : ", but by less than matters (" + percent(margin) + ")") + ": " + lead.inNumbers();
        }
    }

    /** Whatever the difference is, it is less than matters. */
    record NoDifference(Lead lead, double margin) implements Verdict {
        @Override
        public String sentence() {
            return "no difference of more than " + percent(margin) + ": " + lead;
        }
    }

    /**
     * The arms may differ or not.
     *
     * @param forks about how many of each would decide it, if they are like these
     */
    record Undecided(Lead lead, int forks) implements Verdict {

        /** More than that, nobody will run. */
        private static final int MANY = 100;

        @Override
        public String sentence() {
            String enough = forks > MANY ? "more than " + MANY : "about " + forks;
            return "undecided: " + lead + "; " + enough + " forks of each may decide it";
        }
    }

    /**
     * One arm is faster where it does its work, but failed more often than the other to do it at all.
     *
     * @param ahead how many forks of it failed
     * @param behind how many forks of the other failed
     */
    record FailedMore(Lead lead, int ahead, int behind) implements Verdict {
        @Override
        public String sentence() {
            return "not judged, since " + ahead + (ahead == 1 ? " fork of " : " forks of ") + lead.ahead()
                    + " failed, and " + (behind == 0 ? "none" : behind) + " of " + lead.behind()
                    + "; in those that did not: " + lead;
        }
    }

    /** There are not enough forks to tell. */
    record TooFewForks(String one, String other, int forks) implements Verdict {
        @Override
        public String sentence() {
            return "too few forks: " + forks + " of " + one + " or " + other + ", " + FORKS_NEEDED
                    + " of each are needed";
        }
    }

    /** There is nothing to be compared. */
    record NotMeasured(String missing) implements Verdict {
        @Override
        public String sentence() {
            return "not measured: " + missing;
        }
    }

    /** Judges two arms of {@code measured} by the {@link #RULE}. */
    static Verdict of(Measured measured, Series one, Series other) {
        return of(measured, one, other, Ratios.DRAWS);
    }

    /** The same with so many draws for the range. */
    static Verdict of(Measured measured, Series one, Series other, int draws) {
        int forks = Math.min(one.forks().size(), other.forks().size());
        if (forks < FORKS_NEEDED) {
            return new TooFewForks(one.arm(), other.arm(), forks);
        }
        boolean oneAhead = measured.speed(one.median(), other.median()) >= 1;
        Series ahead = oneAhead ? one : other;
        Series behind = oneAhead ? other : one;
        Metric metric = measured.metric();
        Ratios ratios = Ratios.of(measured, ahead, behind, draws);
        Interval narrow = ratios.holding(1 - 2 * EQUIVALENCE);
        Lead lead = new Lead(ahead.arm(), behind.arm(), ratios.holding(RANGE), metric.isOfSpeed());
        boolean equal = narrow.isWithin(metric.margin());
        double chance =
                RankTest.probability(ahead.stream().toArray(), behind.stream().toArray());
        if (chance <= SIGNIFICANCE) {
            return ahead.failed() > behind.failed()
                    ? new FailedMore(lead, ahead.failed(), behind.failed())
                    : new Faster(lead, metric.margin(), !equal);
        }
        return equal
                ? new NoDifference(new Lead(ahead.arm(), behind.arm(), narrow, metric.isOfSpeed()), metric.margin())
                : new Undecided(lead, ForksNeeded.toDecide(narrow, forks, metric.margin()));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
