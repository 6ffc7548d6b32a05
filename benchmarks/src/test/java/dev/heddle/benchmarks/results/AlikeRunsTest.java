package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlikeRunsTest {

    private static final String HASH = "0123abc";
    private static final SavedRun MORNING = run("morning", HASH, fork(1, "selector", 1), fork(2, "selector", 2));
    private static final SavedRun EVENING =
            run("evening", HASH, fork(1, "selector", 3), fork(1, "bare-nio", 4), fork(2, "bare-nio", 5));

    private static Fork fork(int round, String arm, double speed) {
        return Forks.measured(round, arm, arm.equals("selector") ? Role.BACKEND : Role.LIMIT, speed);
    }

    private static SavedRun run(String name, String program, Fork... forks) {
        Environment environment = new Environment(Map.of("program", program, "jdk", "25", "started", "in the " + name));
        return run(name, environment, forks);
    }

    private static SavedRun run(String name, Environment environment, Fork... forks) {
        return new SavedRun(name, environment, Measured.of(List.of(forks)), List.of(), List.of(forks), null);
    }

    @Test
    void runsThatDifferOnlyInWhenTheyRanAreOneWithMoreRounds() {
        List<SavedRun> merged = AlikeRuns.merge(List.of(MORNING, EVENING));

        assertThat(merged).hasSize(1);
        assertThat(merged.get(0).name()).isEqualTo("morning + evening");
        assertThat(merged.get(0).environment().facts())
                .containsEntry("started", "in the morning; in the evening")
                .containsEntry("jdk", "25");
        Measured measured = merged.get(0).workloads().get(0);
        assertThat(measured.get("selector").forks()).containsExactly(1.0, 2.0, 3.0);
        assertThat(measured.get("selector").rounds()).containsExactly(1, 2, 3);
        assertThat(measured.get("bare-nio").rounds()).containsExactly(3, 4);
    }

    @Test
    void aRunThatWasResumedIsNoOther() {
        Environment environment = new Environment(Map.of(
                "program", HASH, "jdk", "25", "started", "in the night", "resumed", "in the morning, load 0.10"));
        SavedRun resumed = run("night", environment, fork(1, "selector", 4));

        assertThat(AlikeRuns.merge(List.of(MORNING, resumed))).singleElement().satisfies(merged -> {
            assertThat(merged.name()).isEqualTo("morning + night");
            assertThat(merged.environment().facts()).containsEntry("resumed", "in the morning, load 0.10");
        });
    }

    @Test
    void whateverElseDiffersKeepsRunsApart() {
        SavedRun other = run("other", "4567def", fork(1, "selector", 6));

        assertThat(AlikeRuns.merge(List.of(MORNING, other, EVENING)))
                .extracting(SavedRun::name)
                .containsExactly("morning + evening", "other");
    }

    @Test
    void whyRunsAreApartIsTold() {
        SavedRun other = run("other", "4567def", fork(1, "selector", 6));
        SavedRun unknown = run("unknown", new Environment(Map.of("jdk", "25")), fork(1, "selector", 1));

        assertThat(AlikeRuns.whyApart(AlikeRuns.merge(List.of(MORNING, other, EVENING, unknown))))
                .containsExactly(
                        "'other' is not merged with 'morning + evening': they differ in program (0123abc, and 4567def)",
                        "'unknown' is not merged with 'morning + evening': it is not known which program measured"
                                + " 'unknown'");
        assertThat(AlikeRuns.whyApart(AlikeRuns.merge(List.of(MORNING, EVENING))))
                .isEmpty();
    }

    @Test
    void whatIsOfAnUnknownProgramIsNotMerged() {
        SavedRun one = run("one", new Environment(Map.of("jdk", "25")), fork(1, "selector", 1));
        SavedRun other = run("other", new Environment(Map.of("jdk", "25")), fork(1, "selector", 2));

        assertThat(AlikeRuns.merge(List.of(one, other))).containsExactly(one, other);
    }

    @Test
    void aRunThatIsNamedTwiceCountsOnce() {
        assertThat(AlikeRuns.merge(List.of(MORNING, MORNING))).containsExactly(MORNING);
    }
}
