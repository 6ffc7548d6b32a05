package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static final List<Double> USUAL = List.of(100.0, 104.0, 108.0, 112.0, 116.0);
    private static final List<Double> ALIKE = List.of(101.0, 105.0, 107.0, 113.0, 115.0);
    private static final List<Double> SLOWER = List.of(200.0, 204.0, 208.0, 212.0, 216.0);
    private static final List<Double> QUICKER = List.of(50.0, 54.0, 58.0, 52.0, 56.0);

    private static Measured measured(List<Double> again, List<Double> slowed) {
        List<Series> arms = new ArrayList<>(
                List.of(new Series("selector", Role.BACKEND, USUAL), new Series("loom", Role.BACKEND, SLOWER)));
        if (!again.isEmpty()) {
            arms.add(new Series("selector-again", Role.SAME_AGAIN, again));
        }
        if (!slowed.isEmpty()) {
            arms.add(new Series("selector-slowed", Role.SLOWED, slowed));
        }
        Work work = new Work("some-work", Parameters.NONE, "some work", "operation");
        return new Measured(work, new Metric("time", "ns/op", Better.LESS), arms);
    }

    private static Controls.Outcome outcome(List<Double> again, List<Double> slowed) {
        return Controls.of(List.of(measured(again, slowed))).outcome();
    }

    @Test
    void bothMustFindWhatIsKnown() {
        assertThat(outcome(ALIKE, SLOWER)).isEqualTo(Controls.Outcome.RIGHT);
    }

    @Test
    void theSameMustNotBeFoundToDiffer() {
        assertThat(outcome(SLOWER, SLOWER)).isEqualTo(Controls.Outcome.WRONG);
        assertThat(outcome(QUICKER, SLOWER)).isEqualTo(Controls.Outcome.WRONG);
    }

    @Test
    void whatIsSlowedMustBeFoundToBeSlower() {
        assertThat(outcome(ALIKE, ALIKE)).isEqualTo(Controls.Outcome.WRONG);
        assertThat(outcome(ALIKE, QUICKER)).isEqualTo(Controls.Outcome.WRONG);
    }

    @Test
    void withFewForksNothingIsKnown() {
        assertThat(outcome(ALIKE.subList(0, 4), SLOWER)).isEqualTo(Controls.Outcome.UNKNOWN);
    }

    @Test
    void oneThatIsWrongDecides() {
        assertThat(outcome(ALIKE.subList(0, 4), ALIKE)).isEqualTo(Controls.Outcome.WRONG);
    }

    @Test
    void withoutControlsNothingIsKnownEither() {
        Controls none = Controls.of(List.of(measured(List.of(), List.of())));

        assertThat(none.outcome()).isEqualTo(Controls.Outcome.ABSENT);
        assertThat(none.sentence()).startsWith("No controls took part");
    }

    @Test
    void eachSaysWhatItFound() {
        assertThat(Controls.of(List.of(measured(ALIKE, ALIKE))).all())
                .extracting(Controls.Control::sentence)
                .satisfiesExactly(
                        again -> assertThat(again).startsWith("right: selector-again, some work: no difference"),
                        slowed -> assertThat(slowed).startsWith("WRONG: selector-slowed, some work: no difference"));
    }

    @Test
    void everyVerdictSaysThatItIsInDoubt() {
        Measured measured = measured(SLOWER, SLOWER);
        Conclusions conclusions = Conclusions.of(
                new SavedRun("a-run", new Environment(Map.of()), List.of(measured), List.of(), List.of(), null));
        Answer backends = conclusions.answers(measured).get(Question.BACKENDS.ordinal());

        assertThat(conclusions.sentence(measured, backends))
                .startsWith("selector is faster")
                .endsWith(" (in doubt: controls wrong)");
    }
}
