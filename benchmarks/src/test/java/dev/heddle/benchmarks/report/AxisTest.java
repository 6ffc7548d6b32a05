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
        assertThat(axis.marks()).containsExactly(20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0);
        assertThat(axis.place(20)).isZero();
        assertThat(axis.place(5_000)).isEqualTo(1);
    }

    @Test
    void moreDecadesHaveFewerMarks() {
        assertThat(Axis.of(11, 40_000).marks())
                .containsExactly(10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0, 10_000.0, 30_000.0);
        assertThat(Axis.of(1.1e-3, 4e6).marks()).hasSizeLessThan(8).contains(0.001, 0.1, 10.0);
    }

    @Test
    void everyFigureIsOnALogarithmicAxis() {
        for (double least = 1; least < 1_000; least *= 1.07) {
            Axis axis = Axis.logarithmic(least, least * 1.5);

            assertThat(axis.place(least)).isBetween(0.0, 0.9);
            assertThat(axis.place(least * 1.5)).isBetween(0.1, 1.0);
        }
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
        assertThat(Figures.mark(5_000)).isEqualTo("5,000");
        assertThat(Figures.mark(50_000)).isEqualTo("50k");
        assertThat(Figures.mark(2_500_000)).isEqualTo("2.5M");
    }

    @Test
    void timesHaveTheUnitInWhichTheyAreBestRead() {
        assertThat(Figures.duration(950)).isEqualTo("950 ns");
        assertThat(Figures.duration(1_234)).isEqualTo("1.23 \u00b5s");
        assertThat(Figures.duration(12_340_000)).isEqualTo("12.3 ms");
        assertThat(Figures.durationMark(2e9)).isEqualTo("2 s");
    }
}
