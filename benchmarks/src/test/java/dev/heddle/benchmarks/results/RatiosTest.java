package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

    private static final List<Double> ROUNDS_THAT_DIFFER = List.of(10.0, 20.0, 40.0, 80.0, 160.0);
    private static final Series ONE = new Series("selector", Role.BACKEND, ROUNDS_THAT_DIFFER);

    private static Interval range(Series other) {
        Measured measured = new Measured(
                new Work("some-work", Parameters.NONE, "some work", "operation"),
                new Metric("time", "ns/op", Better.LESS),
                List.of(ONE, other));
        return Ratios.of(measured, ONE, other).holding(0.95);
    }

    private static List<Double> twice(List<Double> forks) {
        return forks.stream().map(fork -> 2 * fork).toList();
    }

    @Test
    void whatMeetsBothArmsOfARoundIsNotInTheRange() {
        Interval range = range(new Series("loom", Role.BACKEND, twice(ROUNDS_THAT_DIFFER)));

        assertThat(range.low()).isCloseTo(2, within(1e-9));
        assertThat(range.high()).isCloseTo(2, within(1e-9));
    }

    @Test
    void forksOfOtherRoundsAreDrawnForThemselves() {
        Interval range = range(new Series("loom", Role.BACKEND, twice(ROUNDS_THAT_DIFFER), List.of(6, 7, 8, 9, 10)));

        assertThat(range.middle()).isEqualTo(2);
        assertThat(range.low()).isLessThan(0.6);
        assertThat(range.high()).isGreaterThan(7);
    }

    @Test
    void aForkThatIsMissingLeavesTheOtherRoundsTogether() {
        List<Double> withoutTheThird = List.of(20.0, 40.0, 160.0, 320.0);
        Interval range = range(new Series("loom", Role.BACKEND, withoutTheThird, List.of(1, 2, 4, 5)));

        assertThat(range.low()).isGreaterThan(0.9);
        assertThat(range.high()).isLessThan(5);
    }

    @Test
    void oneArmMayHaveFewerForks() {
        assertThat(range(new Series("loom", Role.BACKEND, List.of(40.0))).middle())
                .isEqualTo(1);
    }

    @Test
    void aRangeIsWithinTheMarginOnBothSidesAlike() {
        assertThat(new Interval(1 / 1.05, 1, 1.05).isWithin(0.05)).isTrue();
        assertThat(new Interval(0.95, 1, 1.05).isWithin(0.05)).isFalse();
        assertThat(new Interval(0.99, 1.03, 1.06).isWithin(0.05)).isFalse();
    }
}
