package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Failures;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<Assignment> WORK = Assignment.all().subList(0, 2);

    private final Plan plan =
            new Plan(Size.DEFAULT, WORK, List.of("selector", "loom"), List.of(Cells.OWN, Cells.OWN.named("other")));

    private static Fork fork(Plan.Turn turn, Fork.@Nullable Failure failure) {
        return Cells.fork("a", turn, failure == null ? Fork.Status.MEASURED : Fork.Status.FAILED, failure);
    }

    @Test
    void everyJdkHasItsTurnWithEveryArmInEveryRound() {
        assertThat(plan.turns()).hasSize(5 * 2 * 2 * 2);
        assertThat(plan.turns().subList(0, 4))
                .extracting(turn -> turn.cell().name())
                .containsExactly("selector", "selector (other)", "loom", "loom (other)");
        assertThat(plan.turns().subList(0, 8))
                .extracting(Plan.Turn::place)
                .isEqualTo(IntStream.rangeClosed(1, 8).boxed().toList());
    }

    @Test
    void aProfileHasEveryPassForEveryArmAndNoSystemCallsOfWhatIsPaced() {
        List<Assignment> work = Assignment.all().stream()
                .filter(assignment -> List.of("timer-lateness", "single-timer")
                        .contains(assignment.workload().name()))
                .toList();
        List<Pass> passes = List.of(Pass.COUNTS, Pass.SYSTEM_CALLS);
        Plan profile = new Plan(Size.FULL, work, List.of("selector", "loom"), List.of(Cells.OWN), passes);

        assertThat(profile.rounds()).isEqualTo(3);
        assertThat(profile.turns().subList(0, 6))
                .extracting(turn -> turn.cell().assignment().workload().name() + " "
                        + turn.cell().pass() + " " + turn.cell().arm() + " " + turn.place())
                .containsExactly(
                        "single-timer COUNTS selector 1",
                        "single-timer COUNTS loom 2",
                        "single-timer SYSTEM_CALLS selector 3",
                        "single-timer SYSTEM_CALLS loom 4",
                        "timer-lateness COUNTS selector 5",
                        "timer-lateness COUNTS loom 6");
        assertThat(profile.turns()).hasSize(3 * 6);
        assertThat(profile.turns().get(6).place()).isEqualTo(1);
    }

    @Test
    void aFileIsLeftOnceAndOnlyByArmsInTheJvm() {
        List<Assignment> echo = Assignment.all().stream()
                .filter(assignment -> assignment.workload().name().equals("echo"))
                .limit(1)
                .toList();
        List<Pass> passes = List.of(Pass.COUNTS, Pass.FLAME_GRAPH, Pass.RECORDING);
        Plan profile = new Plan(Size.DEFAULT, echo, List.of("loom", "c-epoll"), List.of(Cells.OWN), passes);

        assertThat(profile.turns())
                .extracting(turn -> turn.round() + " " + turn.cell().pass() + " "
                        + turn.cell().arm())
                .containsExactly(
                        "1 COUNTS loom",
                        "1 COUNTS c-epoll",
                        "1 FLAME_GRAPH loom",
                        "1 RECORDING loom",
                        "2 COUNTS c-epoll",
                        "2 COUNTS loom",
                        "3 COUNTS c-epoll",
                        "3 COUNTS loom");
    }

    @Test
    void whatIsMeasuredIsNotOpen() {
        List<Plan.Turn> turns = plan.turns();
        List<Fork> there = List.of(fork(turns.get(0), null), fork(turns.get(9), null));

        assertThat(plan.open(there))
                .hasSize(turns.size() - 2)
                .doesNotContain(turns.get(0), turns.get(9))
                .contains(turns.get(1));
    }

    @Test
    void whatFailedIsOpenUntilItIsMeasured() {
        Plan.Turn turn = plan.turns().get(3);
        Fork failed = fork(turn, new Fork.Failure("it broke", List.of()));

        assertThat(plan.open(List.of(failed))).contains(turn);
        assertThat(Failures.sentences(List.of(failed)))
                .singleElement()
                .asString()
                .contains("loom", "it broke");
        assertThat(plan.open(List.of(failed, fork(turn, null)))).doesNotContain(turn);
        assertThat(Failures.sentences(List.of(failed, fork(turn, null)))).isEmpty();
    }

    @Test
    void whatDidNotKeepTheRateIsNotOpenButTold() {
        Plan.Turn turn = plan.turns().get(3);
        Fork overloaded = Cells.fork("a", turn, Fork.Status.OVERLOADED, new Fork.Failure("overload: of 9", List.of()));

        assertThat(plan.open(List.of(overloaded))).doesNotContain(turn);
        assertThat(Failures.sentences(List.of(overloaded)))
                .singleElement()
                .asString()
                .contains("loom", "overload: of 9");
    }

    @Test
    void howLongForksTookBeforeTellsHowLongTheyWillTake() {
        Plan.Turn turn = plan.turns().get(0);
        TimeLimit limit = new TimeLimit(0, Duration.ofHours(1), true);
        plan.tellTimes(List.of(fork(turn, null)), limit);

        assertThat(limit.left(List.of(turn.cell(), turn.cell()), 0))
                .isEqualTo(new TimeLimit.Left(Duration.ofSeconds(6), true));
    }
}
