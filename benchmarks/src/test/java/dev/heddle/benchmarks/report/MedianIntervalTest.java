package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {

    @Test
    void fiveForksReachFromTheLeastToTheGreatest() {
        assertThat(MedianInterval.of(4, 2, 9, 3, 8)).hasValue(new MedianInterval(2, 9, 0.9375));
    }

    @Test
    void moreForksLeaveTheOutermostAway() {
        assertThat(MedianInterval.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)).hasValueSatisfying(interval -> {
            assertThat(interval.low()).isEqualTo(2);
            assertThat(interval.high()).isEqualTo(9);
            assertThat(interval.coverage()).isCloseTo(1 - 2 * 11 / 1024.0, within(1e-12));
        });
    }

    @Test
    void fewerThanFiveHaveNone() {
        assertThat(MedianInterval.of(1, 2, 3, 4)).isEmpty();
    }

    @Test
    void itHoldsTheMedianAsOftenAsItSays() {
        Random random = new Random(7);
        int trials = 4_000;
        for (int forks : new int[] {5, 6, 9, 15}) {
            double coverage = MedianInterval.of(new double[forks]).orElseThrow().coverage();
            long held = IntStream.range(0, trials)
                    .filter(trial -> {
                        double[] drawn =
                                random.doubles(forks).map(x -> x * x * x).toArray();
                        MedianInterval interval = MedianInterval.of(drawn).orElseThrow();
                        return interval.low() <= 0.125 && interval.high() >= 0.125;
                    })
                    .count();

            assertThat((double) held / trials).as("of %d", forks).isCloseTo(coverage, within(0.015));
        }
    }
}
