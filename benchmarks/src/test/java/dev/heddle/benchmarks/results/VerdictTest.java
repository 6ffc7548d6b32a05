package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Work WORK = new Work("some-work", Parameters.NONE, "some work", "operation");
    private static final Metric TIME = new Metric("time", "ns/op", Better.LESS);
    private static final Metric SPEED = new Metric("speed", "ops/s", Better.MORE);
    private static final List<Double> LOW = List.of(10.0, 11.0, 12.0, 13.0, 14.0);
    private static final List<Double> HIGH = List.of(20.0, 22.0, 24.0, 26.0, 28.0);
    private static final List<Double> MIXED = List.of(9.0, 12.5, 13.5, 15.0, 16.0);

    private static Measured measured(boolean moreIsBetter, List<Double> selector, List<Double> loom) {
        return new Measured(
                WORK,
                moreIsBetter ? SPEED : TIME,
                List.of(new Series("selector", Role.BACKEND, selector), new Series("loom", Role.BACKEND, loom)));
    }

    @Test
    void lessTimeWins() {
        Verdict verdict = Verdict.of(measured(false, LOW, HIGH));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Won.class, won -> {
            assertThat(won.winner()).isEqualTo("selector");
            assertThat(won.ratio().middle()).isEqualTo(2);
        });
    }

    @Test
    void moreSpeedWins() {
        Verdict verdict = Verdict.of(measured(true, LOW, HIGH));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Won.class, won -> assertThat(won.winner()).isEqualTo("loom"));
    }

    @Test
    void theRangeHoldsTheRatio() {
        Verdict verdict = Verdict.of(measured(false, LOW, HIGH));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Won.class, won -> {
            assertThat(won.ratio().low()).isBetween(1.4, 2.0);
            assertThat(won.ratio().high()).isBetween(2.0, 2.8);
        });
    }

    @Test
    void seriesThatOverlapAreWithinTheNoise() {
        Verdict verdict = Verdict.of(measured(false, LOW, MIXED));

        assertThat(verdict).isInstanceOf(Verdict.WithinNoise.class);
        assertThat(verdict.sentence()).startsWith("within the noise: selector");
    }

    @Test
    void fourForksAreTooFew() {
        Verdict verdict = Verdict.of(measured(false, LOW.subList(0, 4), HIGH));

        assertThat(verdict).isEqualTo(new Verdict.TooFewForks(4));
    }

    @Test
    void oneBackendAloneIsNotCompared() {
        Measured alone = new Measured(WORK, TIME, List.of(new Series("loom", Role.BACKEND, LOW)));

        assertThat(Verdict.of(alone)).isInstanceOf(Verdict.NotCompared.class);
    }

    @Test
    void whatBothBackendsHaveIsNotCompared() {
        Measured measured = new Measured(WORK, TIME, List.of(new Series("heddle-deferred", Role.SHARED, LOW)));

        assertThat(Verdict.of(measured)).isInstanceOf(Verdict.SameCode.class);
    }

    @Test
    void theSameFiguresGiveTheSameVerdict() {
        Measured measured = measured(false, LOW, HIGH);

        assertThat(Verdict.of(measured)).isEqualTo(Verdict.of(measured));
    }
}
