package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verdicts are worth, where the truth is known. Seeds are fixed, so each outcome always is the same. */
class StatisticsTest {

    private static final int RUNS = 500;

    /** Fewer than in a report, but so many that chance seldom moves the end of a range to another fork. */
    private static final int DRAWS = 500;

    private static final double MARGIN = 0.05;

    /** How often that holds. */
    private static double part(int runs, Sources sources, int rounds, double ratio, Predicate<Measured> what) {
        Random random = new Random(1);
        return (double) IntStream.range(0, runs)
                        .filter(run -> what.test(sources.draw(random, rounds, ratio)))
                        .count()
                / runs;
    }

    private static Interval range(Measured measured) {
        return Ratios.of(measured, measured.arms().get(1), measured.arms().get(0), DRAWS)
                .holding(Verdict.RANGE);
    }

    private static Verdict verdict(Measured measured) {
        return Verdict.of(measured, measured.arms().get(0), measured.arms().get(1), DRAWS);
    }

    private static boolean isFaster(Measured measured) {
        return RankTest.probability(
                        measured.arms().get(0).stream().toArray(),
                        measured.arms().get(1).stream().toArray())
                <= Verdict.SIGNIFICANCE;
    }

    /** Of five rounds drawn together, no range can promise more than 15/16. */
    @ParameterizedTest
    @CsvSource({
        "LOG_NORMAL, 5, 0.91", "TWO_MODES, 5, 0.91", "DRIFT, 5, 0.91",
        "LOG_NORMAL, 10, 0.93", "TWO_MODES, 10, 0.93", "DRIFT, 10, 0.93"
    })
    void theRangeHoldsTheTrueRatio(Sources sources, int rounds, double atLeast) {
        assertThat(part(RUNS, sources, rounds, 1.3, measured -> range(measured).holds(1.3)))
                .isBetween(atLeast, 0.985);
    }

    @ParameterizedTest
    @CsvSource({"LOG_NORMAL, 6, 0.9", "DRIFT, 6, 0.91", "LOG_NORMAL, 10, 0.93", "DRIFT, 10, 0.93"})
    void itDoesSoWhereAForkIsMissing(Sources sources, int rounds, double atLeast) {
        assertThat(part(RUNS, sources, rounds, 1.3, measured -> {
                    Series selector = measured.arms().get(0);
                    Series lastFailed = new Series(
                            selector.arm(), selector.role(), selector.forks().subList(0, rounds - 1));
                    return range(new Measured(
                                    measured.work(),
                                    measured.metric(),
                                    List.of(lastFailed, measured.arms().get(1))))
                            .holds(1.3);
                }))
                .isBetween(atLeast, 0.995);
    }

    /** That it is 1 % at most, {@link RankTestTest} counts; here it is drawn, so a tenth of that is allowed for. */
    @ParameterizedTest
    @CsvSource({"LOG_NORMAL, 5", "TWO_MODES, 5", "DRIFT, 5", "LOG_NORMAL, 10"})
    void equalSourcesAreCalledDifferentOnceInAHundredTimesAtMost(Sources sources, int rounds) {
        assertThat(part(4_000, sources, rounds, 1, StatisticsTest::isFaster)).isLessThanOrEqualTo(0.011);
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_NORMAL, 5", "TWO_MODES, 5", "DRIFT, 5",
        "LOG_NORMAL, 10", "TWO_MODES, 10", "DRIFT, 10"
    })
    void aDifferenceOfTheMarginIsSeldomCalledNone(Sources sources, int rounds) {
        assertThat(part(
                        RUNS,
                        sources,
                        rounds,
                        1 + MARGIN,
                        measured -> verdict(measured) instanceof Verdict.NoDifference))
                .isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"LOG_NORMAL, 5, 0.99", "TWO_MODES, 5, 0.3", "DRIFT, 5, 0.5", "LOG_NORMAL, 10, 0.99", "DRIFT, 10, 0.95"})
    void threeTenthsAreSeen(Sources sources, int rounds, double atLeast) {
        assertThat(part(
                        RUNS,
                        sources,
                        rounds,
                        1.3,
                        measured -> verdict(measured) instanceof Verdict.Faster faster
                                && faster.lead().ahead().equals("loom")
                                && faster.matters()))
                .isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void equalSourcesThatAreQuietEnoughAreCalledEqual() {
        assertThat(part(RUNS, Sources.LOG_NORMAL, 10, 1, measured -> verdict(measured) instanceof Verdict.NoDifference))
                .isGreaterThan(0.75);
    }

    /** The number of forks that an undecided verdict names decides it about as often as not. */
    @Test
    void asManyForksAsAreNamedDecide() {
        Random random = new Random(1);
        int undecided = 0;
        int decided = 0;
        while (undecided < 100) {
            if (verdict(Sources.LOG_NORMAL.draw(random, 5, 1)) instanceof Verdict.Undecided first) {
                undecided++;
                int forks = Math.min(first.forks(), 40);
                if (!(verdict(Sources.LOG_NORMAL.draw(random, forks, 1)) instanceof Verdict.Undecided)) {
                    decided++;
                }
            }
        }
        assertThat(decided).isBetween(undecided / 2, undecided);
    }
}
