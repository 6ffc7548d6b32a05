package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Work WORK = new Work("some-work", Parameters.NONE, "some work", "operation");
    private static final Metric TIME = new Metric("time", "ns/op", Better.LESS);
    private static final Metric SPEED = new Metric("speed", "ops/s", Better.MORE);
    private static final Metric MEMORY = new Metric("memory", "B/connection", Better.LESS);
    private static final List<Integer> ROUNDS = List.of(1, 2, 3, 4, 5);
    private static final List<Double> LOW = List.of(10.0, 11.0, 12.0, 13.0, 14.0);
    private static final List<Double> HIGH = List.of(20.0, 22.0, 24.0, 26.0, 28.0);
    private static final List<Double> MIXED = List.of(9.0, 12.5, 13.5, 15.0, 16.0);
    private static final List<Double> QUIET = List.of(100.0, 101.0, 100.5, 100.2, 100.8);
    private static final List<Double> QUIET_TOO = List.of(100.1, 100.9, 100.4, 100.3, 101.1);
    private static final List<Double> QUIET_ABOVE = List.of(102.0, 103.0, 102.5, 102.2, 102.8);

    private static Verdict verdict(Metric metric, List<Double> selector, List<Double> loom) {
        Series one = new Series("selector", Role.BACKEND, selector);
        Series other = new Series("loom", Role.BACKEND, loom);
        return Verdict.of(new Measured(WORK, metric, List.of(one, other)), one, other);
    }

    @Test
    void lessTimeIsFaster() {
        assertThat(verdict(TIME, LOW, HIGH)).isInstanceOfSatisfying(Verdict.Faster.class, faster -> {
            assertThat(faster.lead().ahead()).isEqualTo("selector");
            assertThat(faster.lead().ratio().middle()).isEqualTo(2);
            assertThat(faster.matters()).isTrue();
        });
    }

    @Test
    void moreSpeedIsFaster() {
        assertThat(verdict(SPEED, LOW, HIGH).sentence()).startsWith("loom is faster: 2.00x (");
    }

    @Test
    void lessMemoryIsBetter() {
        assertThat(verdict(MEMORY, LOW, HIGH).sentence())
                .startsWith("selector is better: 2.00x (")
                .endsWith(" as good as loom");
    }

    @Test
    void whatIsCertainButSmallIsSaidToBeSmall() {
        assertThat(verdict(TIME, QUIET, QUIET_ABOVE))
                .isInstanceOfSatisfying(
                        Verdict.Faster.class,
                        faster -> assertThat(faster.matters()).isFalse());
        assertThat(verdict(TIME, QUIET, QUIET_ABOVE).sentence())
                .startsWith("selector is faster, but by less than matters (5 %): 1.02x");
    }

    @Test
    void quietForksThatAreAlikeShowNoDifference() {
        assertThat(verdict(TIME, QUIET, QUIET_TOO).sentence())
                .startsWith("no difference of more than 5 %: ")
                .endsWith(" as fast as "
                        + (verdict(TIME, QUIET, QUIET_TOO).sentence().contains("loom 1.00x") ? "selector" : "loom"));
    }

    @Test
    void theMarginIsTheMetrics() {
        Metric strict = new Metric("time", "ns/op", Better.LESS, 0.001);

        assertThat(verdict(strict, QUIET, QUIET_TOO)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void seriesThatOverlapAndScatterAreUndecided() {
        assertThat(verdict(TIME, LOW, MIXED).sentence())
                .startsWith("undecided: selector ")
                .contains(" forks of each may decide it");
    }

    /** So many forks failed besides. */
    private static Verdict verdict(int ofTheFaster, int ofTheSlower) {
        Series one = new Series("selector", Role.BACKEND, HIGH, ROUNDS, 0, Set.of(), ofTheSlower);
        Series other = new Series("loom", Role.BACKEND, LOW, ROUNDS, 0, Set.of(), ofTheFaster);
        return Verdict.of(new Measured(WORK, TIME, List.of(one, other)), one, other);
    }

    @Test
    void whatFailsMoreOftenIsNotCalledFaster() {
        assertThat(verdict(3, 0)).isInstanceOfSatisfying(Verdict.FailedMore.class, failed -> {
            assertThat(failed.isJudged()).isFalse();
            assertThat(failed.sentence())
                    .startsWith("not judged, since 3 forks of loom failed, and none of selector;"
                            + " in those that did not: loom 2.00x (");
        });
        assertThat(verdict(2, 1).sentence()).startsWith("not judged, since 2 forks of loom failed, and 1 of selector;");
    }

    @Test
    void whatFailsAsOftenOrLessMayBeFaster() {
        assertThat(verdict(3, 3)).isInstanceOf(Verdict.Faster.class);
        assertThat(verdict(0, 1)).isInstanceOf(Verdict.Faster.class);
    }

    @Test
    void fourForksAreTooFew() {
        assertThat(verdict(TIME, LOW.subList(0, 4), HIGH)).isEqualTo(new Verdict.TooFewForks("selector", "loom", 4));
    }

    @Test
    void theSameFiguresGiveTheSameVerdict() {
        assertThat(verdict(TIME, LOW, HIGH)).isEqualTo(verdict(TIME, LOW, HIGH));
    }

    @Test
    void ofFiveAndFiveARangeOfWhatIsFasterNeverHoldsOne() {
        List<Double> withOneWildFork = List.of(10.0, 10.1, 10.2, 10.3, 19.9);

        assertThat(verdict(TIME, withOneWildFork, HIGH)).isInstanceOfSatisfying(Verdict.Faster.class, faster -> {
            assertThat(faster.lead().ratio().holds(1)).isFalse();
        });
    }
}
