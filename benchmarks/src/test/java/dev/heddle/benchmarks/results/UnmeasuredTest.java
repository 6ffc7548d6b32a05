package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both backends were to do two pieces of work. Only selector did one, and loom failed at it. */
class UnmeasuredTest {

    private static final Work OTHER = new Work("echo", Parameters.NONE, "echo", "round trip");
    private static final List<Fork> FORKS =
            List.of(Forks.measured(1, "selector", Role.BACKEND, 100.0), Forks.failed(1, "loom", Role.BACKEND));

    private static SavedRun run(@Nullable String outcome, @Nullable List<String> works) {
        Map<String, RunFile.Participant> arms = new LinkedHashMap<>();
        for (String arm : List.of("selector", "loom")) {
            arms.put(arm, new RunFile.Participant(Role.BACKEND, "It.", null, Map.of(), List.of(), works));
        }
        RunFile.End end =
                outcome == null ? null : new RunFile.End("later", "0", outcome + ": 1 of 4 forks", Map.of(), List.of());
        RunFile file = new RunFile(
                1,
                "a",
                "2026",
                List.of("compare"),
                "default",
                1,
                List.of(Forks.WORK, OTHER),
                arms,
                Map.of(),
                Map.of(),
                end);
        return new SavedRun("a", file.facts("default"), Measured.of(FORKS), List.of(), FORKS, file);
    }

    private static SavedRun run(@Nullable String outcome) {
        return run(outcome, List.of(Forks.WORK.title(), OTHER.title()));
    }

    @Test
    void whatThereWasNoTimeForIsTold() {
        assertThat(Unmeasured.of(run("out of time")))
                .containsExactly(
                        new Unmeasured(Forks.WORK, "loom", "every fork failed"),
                        new Unmeasured(OTHER, "selector", "out of time"),
                        new Unmeasured(OTHER, "loom", "out of time"));
    }

    @Test
    void workThatNoArmDidIsToldAsAWhole() {
        Map<Work, List<Unmeasured>> whole = Unmeasured.whole(run("with failures"));

        assertThat(whole).containsOnlyKeys(OTHER);
        assertThat(Unmeasured.sentences(whole.get(OTHER)))
                .containsExactly("not measured: out of time (selector, loom)");
    }

    @Test
    void whyARunEndedEarlyIsTheReason() {
        assertThat(Unmeasured.of(run("interrupted")))
                .last()
                .hasToString(new Unmeasured(OTHER, "loom", "interrupted").toString());
        assertThat(Unmeasured.of(run(null)).get(1).sentence())
                .isEqualTo("not measured: the run did not get to its end");
    }

    @Test
    void whatAnArmWasNotToDoIsNotMissed() {
        assertThat(Unmeasured.of(run("out of time", List.of(Forks.WORK.title()))))
                .extracting(Unmeasured::work)
                .containsOnly(Forks.WORK);
        assertThat(Unmeasured.of(run("out of time", null))).isEmpty();
    }

    @Test
    void howToGoOnIsSaidWhereThereIsMoreToMeasure() {
        assertThat(run("out of time").outcome("here"))
                .isEqualTo("out of time: 1 of 4 forks measured. To measure the others: the same command with"
                        + " --output here.");
        assertThat(run("complete").outcome("here")).isEqualTo("complete: 1 of 4 forks measured.");
    }

    @Test
    void failuresForTheSameReasonAreToldOnce() {
        List<Fork> forks = List.of(
                Forks.failed(1, "loom", Role.BACKEND),
                Forks.failed(2, "loom", Role.BACKEND),
                Forks.failed(3, "loom", Role.BACKEND),
                Forks.measured(3, "loom", Role.BACKEND, 1.0));
        SavedRun run = new SavedRun("a", new Environment(Map.of()), List.of(), List.of(), forks, null);

        assertThat(Failures.of(run))
                .containsExactly(new Failures("loom", Forks.WORK.title(), "it broke", List.of("at the end"), 2));
    }
}
