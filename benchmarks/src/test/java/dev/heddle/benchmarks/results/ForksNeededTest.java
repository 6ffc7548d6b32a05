package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForksNeededTest {

    @Test
    void aDifferenceThatIsNearlySeenNeedsFewMore() {
        assertThat(ForksNeeded.toDecide(new Interval(0.98, 1.20, 1.47), 5, 0.05))
                .isEqualTo(20);
    }

    @Test
    void oneThatIsSmallerThanTheMarginMayAlsoBeExcluded() {
        assertThat(ForksNeeded.toDecide(new Interval(0.94, 1.00, 1.06), 5, 0.05))
                .isEqualTo(10);
    }

    @Test
    void oneAtTheMarginWithMuchNoiseNeedsHundreds() {
        assertThat(ForksNeeded.toDecide(new Interval(0.70, 1.05, 1.60), 5, 0.05))
                .isGreaterThan(500);
    }

    @Test
    void nothingAtAllIsBetweenThemButNoise() {
        assertThat(ForksNeeded.toDecide(new Interval(0.5, 1, 2), 5, 0.05)).isEqualTo(1_000);
    }
}
