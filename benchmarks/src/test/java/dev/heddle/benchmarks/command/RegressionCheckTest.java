package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.Runs;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegressionCheckTest {

    private static final SavedRun BEFORE = Runs.of("before", Map.of("jdk", "25"), 100, 50);
    private static final SavedRun SAME = Runs.of("same", Map.of("jdk", "25"), 200, 100);
    private static final SavedRun SLOWER = Runs.of("slower", Map.of("jdk", "21"), 130, 50);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private RegressionCheck.Outcome check(SavedRun... runs) {
        return new RegressionCheck(0.1, new PrintWriter(out, true), new PrintWriter(err, true)).of(List.of(runs));
    }

    @Test
    void whatKeepsItsRatioPasses() {
        assertThat(check(BEFORE, SAME)).isEqualTo(RegressionCheck.Outcome.PASSED);

        assertThat(out.toString()).contains("Since before, in same:", "known work, selector: 1.00x");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsSlowerIsListed() {
        assertThat(check(BEFORE, SAME, SLOWER)).isEqualTo(RegressionCheck.Outcome.SLOWER);

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Regressions: 1 of 1 are slower by more than 10.0 %:"),
                        second -> assertThat(second).startsWith("  known work, selector: 0.77x"));
        assertThat(out.toString()).contains("NOT THE SAME: jdk: 25; now 21");
    }

    @Test
    void whereNothingCanBeComparedThatIsSaidInOneLine() {
        SavedRun empty = new SavedRun("empty", SAME.environment(), List.of(), List.of(), List.of(), null);
        SavedRun quick = Runs.of("quick", Map.of("size", "smoke: one round"), 100, 50);

        assertThat(List.of(check(BEFORE), check(BEFORE, empty), check(BEFORE, quick)))
                .containsOnly(RegressionCheck.Outcome.NOT_COMPARED);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        one -> assertThat(one).contains("nothing was compared, since there is one run only"),
                        none -> assertThat(none).contains("before and empty have no work in common"),
                        smoke -> assertThat(smoke).contains("quick is a smoke run"));
    }

    @Test
    void whatIsSlowerCountsMoreThanWhatCannotBeCompared() {
        SavedRun empty = new SavedRun("empty", SAME.environment(), List.of(), List.of(), List.of(), null);

        assertThat(check(BEFORE, SLOWER, empty)).isEqualTo(RegressionCheck.Outcome.SLOWER);
        assertThat(check(BEFORE, empty, SAME)).isEqualTo(RegressionCheck.Outcome.NOT_COMPARED);
    }

    @Test
    void percentsMayHaveTheirSign() {
        assertThat(RegressionCheck.part("10%")).contains(0.1);
        assertThat(RegressionCheck.part("2.5 %")).contains(0.025);
        assertThat(RegressionCheck.part("10")).contains(0.1);
        assertThat(RegressionCheck.part("0")).isEmpty();
        assertThat(RegressionCheck.part("100%")).isEmpty();
        assertThat(RegressionCheck.part("NaN")).isEmpty();
        assertThat(RegressionCheck.part("much")).isEmpty();
    }
}
