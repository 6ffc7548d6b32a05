package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTestTest {

    @Test
    void fiveAndFiveThatDoNotOverlapHappenTwiceIn252() {
        double[] low = {1, 2, 3, 4, 5};
        double[] high = {6, 7, 8, 9, 10};

        assertThat(RankTest.probability(low, high)).isCloseTo(2.0 / 252, within(1e-12));
        assertThat(RankTest.probability(high, low)).isCloseTo(2.0 / 252, within(1e-12));
    }

    @Test
    void fourAndFourThatDoNotOverlapHappenTwiceIn70() {
        assertThat(RankTest.probability(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}))
                .isCloseTo(2.0 / 70, within(1e-12));
    }

    @Test
    void oneStepOfOverlapHappensFourTimesIn252() {
        assertThat(RankTest.probability(new double[] {1, 2, 3, 4, 6}, new double[] {5, 7, 8, 9, 10}))
                .isCloseTo(4.0 / 252, within(1e-12));
    }

    @Test
    void seriesThatAreAlikeAreAlwaysAtLeastAsFarApart() {
        double[] same = {3, 3, 3};

        assertThat(RankTest.probability(same, same)).isEqualTo(1);
    }

    @Test
    void seriesMayDifferInLength() {
        assertThat(RankTest.probability(new double[] {1, 2}, new double[] {3, 4, 5}))
                .isCloseTo(2.0 / 10, within(1e-12));
    }

    /** Every way to deal the ranks is as likely as any other, if both series come from one source. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void ofAllWaysToDealTheRanksOneInAHundredIsSignificantAtMost(int each) {
        int all = 0;
        int significant = 0;
        for (int dealt = 0; dealt < 1 << 2 * each; dealt++) {
            if (Integer.bitCount(dealt) == each) {
                all++;
                if (RankTest.probability(ranks(dealt, each), ranks(~dealt, each)) <= Verdict.SIGNIFICANCE) {
                    significant++;
                }
            }
        }
        assertThat((double) significant / all).isBetween(0.001, 0.01);
    }

    private static double[] ranks(int dealt, int each) {
        return IntStream.range(0, 2 * each)
                .filter(rank -> (dealt >> rank & 1) == 1)
                .asDoubleStream()
                .toArray();
    }
}
