package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void theMedianOfAnOddNumberIsTheMiddle() {
        assertThat(new Series("loom", Role.BACKEND, List.of(9.0, 1.0, 4.0)).median())
                .isEqualTo(4);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Series("loom", Role.BACKEND, List.of(9.0, 1.0, 4.0, 6.0)).median())
                .isEqualTo(5);
    }

    @Test
    void theSpreadIsTheLeastAndTheGreatest() {
        Series series = new Series("loom", Role.BACKEND, List.of(9.0, 1.0, 4.0));

        assertThat(series.least()).isEqualTo(1);
        assertThat(series.greatest()).isEqualTo(9);
    }

    @Test
    void nothingIsNoSeries() {
        assertThatThrownBy(() -> new Series("loom", Role.BACKEND, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
