package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final List<Double> LOW = List.of(10.0, 11.0, 12.0, 13.0, 14.0);
    private static final List<Double> HIGH = List.of(20.0, 22.0, 24.0, 26.0, 28.0);
    private static final List<Double> MIXED = List.of(9.0, 12.5, 13.5, 15.0, 16.0);

    private static Measured measured(boolean moreIsBetter, List<Double> selector, List<Double> loom) {
        return new Measured(
                new Workload("a.B.c", new TreeMap<>()),
                moreIsBetter ? "ops/s" : "ns/op",
                moreIsBetter,
                List.of(new Series("selector", selector), new Series("loom", loom)));
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
        Measured alone =
                new Measured(new Workload("a.B.c", new TreeMap<>()), "ns/op", false, List.of(new Series("loom", LOW)));

        assertThat(Verdict.of(alone)).isInstanceOf(Verdict.NotCompared.class);
    }

    @Test
    void whatBothBackendsHaveIsNotCompared() {
        Workload futures = Workload.of("dev.heddle.benchmarks.Callbacks.addAndFire", Map.of("callbacks", "3"));
        Measured measured = new Measured(futures, "ns/op", false, List.of(new Series("heddle-deferred", LOW)));

        assertThat(Verdict.of(measured)).isInstanceOf(Verdict.SameCode.class);
    }

    @Test
    void theSameFiguresGiveTheSameVerdict() {
        Measured measured = measured(false, LOW, HIGH);

        assertThat(Verdict.of(measured)).isEqualTo(Verdict.of(measured));
    }
}
