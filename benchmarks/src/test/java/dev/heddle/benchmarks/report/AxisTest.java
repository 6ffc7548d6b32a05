package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void figuresThatAreCloseStartAtZero() {
        Axis axis = Axis.of(40, 95);

        assertThat(axis.isLogarithmic()).isFalse();
        assertThat(axis.marks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(axis.place(50)).isEqualTo(0.5);
    }

    @Test
    void figuresThatAreFarApartAreOnALogarithmicScale() {
        Axis axis = Axis.of(40, 3_000);

        assertThat(axis.isLogarithmic()).isTrue();
        assertThat(axis.marks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(axis.place(10)).isZero();
        assertThat(axis.place(10_000)).isEqualTo(1);
    }

    @Test
    void everyFigureIsOnTheAxis() {
        for (double greatest = 1; greatest < 1_000; greatest *= 1.07) {
            Axis axis = Axis.of(greatest / 2, greatest);

            assertThat(axis.place(greatest)).isBetween(0.5, 1.0);
        }
    }

    @Test
    void figuresHaveThreeDigitsThatCount() {
        assertThat(Figures.grouped(0.01234)).isEqualTo("0.0123");
        assertThat(Figures.grouped(1.234)).isEqualTo("1.23");
        assertThat(Figures.grouped(12.34)).isEqualTo("12.3");
        assertThat(Figures.grouped(12_345.6)).isEqualTo("12,346");
        assertThat(Figures.mark(0.5)).isEqualTo("0.5");
        assertThat(Figures.mark(20)).isEqualTo("20");
    }
}
