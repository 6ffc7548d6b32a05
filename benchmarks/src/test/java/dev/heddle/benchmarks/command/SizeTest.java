package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

    @Test
    void peersComeOnlyWhereTheyAreAskedFor() {
        assertThat(Arms.names(Size.SMOKE))
                .containsExactly("selector", "loom", "bare-nio", "bare-timer-wheel", "bare-virtual-threads");
        assertThat(Arms.names(Size.DEFAULT))
                .containsExactly(
                        "selector",
                        "loom",
                        "selector-again",
                        "selector-slowed",
                        "bare-nio",
                        "bare-timer-wheel",
                        "bare-virtual-threads");
        assertThat(Arms.names(Size.PEERS)).contains("netty-nio", "vertx-net").doesNotContain("netty-wheel");
        assertThat(Arms.names(Size.FULL)).isEqualTo(Arms.names());
    }

    @Test
    void eachSizeHasAllThatTheSmallerOnesHave() {
        assertThat(titles(Size.DEFAULT)).containsAll(titles(Size.SMOKE));
        assertThat(titles(Size.PEERS)).containsAll(titles(Size.DEFAULT)).hasSizeGreaterThan(20);
        assertThat(titles(Size.FULL)).containsAll(titles(Size.PEERS));
        assertThat(titles(Size.DEFAULT))
                .contains("timers: schedule and fire, 1 at a time", "connect, accept, reset: 64 in flight")
                .noneMatch(title -> title.startsWith("futures"));
    }

    @Test
    void tlsIsMeasuredWhenItIsChosen() {
        assertThat(Assignment.all())
                .extracting(Assignment::title)
                .filteredOn(title -> !titles(Size.FULL).contains(title))
                .contains(
                        "tls: echo 64 bytes, 1 connection",
                        "tls: echo 16,384 bytes, 1 connection",
                        "tls: echo 64 bytes, 64 connections",
                        "tls: echo 16,384 bytes, 64 connections");
    }

    private static List<String> titles(Size size) {
        return Selection.usual(size).stream().map(Assignment::title).toList();
    }

    @Test
    void anArmHasNoForkForWhatItCannotDo() {
        Plan plan = plan(
                Assignment.all().stream()
                        .filter(assignment -> assignment.title().startsWith("timers: schedule and fire, 1")
                                || assignment.title().equals("connect, accept, reset: 64 in flight"))
                        .toList(),
                List.of("selector", "scheduled-thread-pool"));

        assertThat(plan.turns()).hasSize(5 * (2 * 4 + 1));
    }

    @Test
    void controlsTakePartAtFewPoints() {
        List<Assignment> usual = Selection.usual(Size.DEFAULT);

        assertThat(usual)
                .filteredOn(Assignment::isForControls)
                .extracting(Assignment::title)
                .contains("timers: schedule and fire, 1,000 due at once", "connect, accept, reset: 64 in flight")
                .hasSizeLessThan(usual.size() / 2);
        assertThat(plan(usual, List.of("selector", "selector-again")).turns())
                .hasSize(5 * usual.size()
                        + 5
                                * (int) usual.stream()
                                        .filter(Assignment::isForControls)
                                        .count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timers",
                "connect, accept, reset",
                "accept",
                "dial",
                "idle",
                "echo",
                "echo on one loop",
                "echo latency",
                "bulk",
                "mixed",
                "slow callback",
                "hand-over",
                "futures",
                "tasks",
                "tls"
            })
    void workThatIsChosenHasItsControls(String kind) {
        List<Assignment> assignments = Assignment.all().stream()
                .filter(assignment -> assignment.title().startsWith(kind + ":"))
                .toList();

        for (Role role : List.of(Role.SAME_AGAIN, Role.SLOWED)) {
            assertThat(Arms.names())
                    .filteredOn(arm -> Arms.role(arm) == role)
                    .anyMatch(arm -> assignments.stream().anyMatch(assignment -> assignment.isFor(arm)));
        }
    }

    @Test
    void whatIsNotChosenKeepsItsTime() {
        assertThat(Selection.usual(Size.PEERS))
                .filteredOn(Assignment::isForControls)
                .isEqualTo(Selection.usual(Size.DEFAULT).stream()
                        .filter(Assignment::isForControls)
                        .toList());
        assertThat(Selection.usual(Size.FULL))
                .filteredOn(Assignment::isForControls)
                .extracting(Assignment::title)
                .contains("tasks: await a result that is not there yet");
    }

    private static Plan plan(List<Assignment> assignments, List<String> arms) {
        return new Plan(Size.DEFAULT, assignments, arms, List.of(Cells.OWN));
    }
}
