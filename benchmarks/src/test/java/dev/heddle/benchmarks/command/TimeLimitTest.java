package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private static final Assignment WORKLOAD = Assignment.all().get(0);
    private static final Cell SELECTOR = Cells.cell(WORKLOAD, "selector");
    private static final Cell LOOM = Cells.cell(WORKLOAD, "loom");
    private static final Cell BASELINE = Cells.cell(WORKLOAD, "bare-nio");

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static TimeLimit ofTenSeconds() {
        return ofTenSeconds(true);
    }

    private static TimeLimit ofTenSeconds(boolean backendsFirst) {
        TimeLimit limit = new TimeLimit(0, Duration.ofSeconds(10), backendsFirst);
        limit.took(SELECTOR, seconds(3));
        limit.took(LOOM, seconds(3));
        limit.took(BASELINE, seconds(3));
        return limit;
    }

    @Test
    void aForkThatWouldEndTooLateIsNotBegun() {
        assertThat(ofTenSeconds().allows(SELECTOR, List.of(), seconds(6))).isTrue();
        assertThat(ofTenSeconds().allows(SELECTOR, List.of(), seconds(8))).isFalse();
    }

    @Test
    void aBaselineLeavesRoomForTheBackends() {
        assertThat(ofTenSeconds().allows(BASELINE, List.of(SELECTOR, LOOM), 0)).isTrue();
        assertThat(ofTenSeconds().allows(BASELINE, List.of(SELECTOR, LOOM), seconds(1)))
                .isFalse();
    }

    @Test
    void whoWasAskedForByNameLeavesNoRoom() {
        assertThat(ofTenSeconds(false).allows(BASELINE, List.of(SELECTOR, LOOM), seconds(6)))
                .isTrue();
        assertThat(ofTenSeconds(false).allows(BASELINE, List.of(), seconds(8))).isFalse();
    }

    @Test
    void whatIsLeftIsTheSumOfWhatForksTookLast() {
        assertThat(ofTenSeconds().left(List.of(SELECTOR, BASELINE), 0))
                .isEqualTo(new TimeLimit.Left(Duration.ofSeconds(6), true));
        assertThat(ofTenSeconds().left(List.of(SELECTOR, BASELINE), seconds(7)))
                .isEqualTo(new TimeLimit.Left(Duration.ofSeconds(3), true));
    }

    @Test
    void beforeForksHaveRunOnlyTheLimitIsKnown() {
        TimeLimit limit = new TimeLimit(0, Duration.ofSeconds(570), true);
        assertThat(limit.left(List.of(SELECTOR, LOOM), seconds(1)).inWords()).isEqualTo("at most 9:29 left");

        limit.took(SELECTOR, seconds(100));
        assertThat(limit.left(List.of(SELECTOR, LOOM), seconds(101)).inWords()).isEqualTo("at most 7:49 left");

        limit.took(LOOM, seconds(101));
        assertThat(limit.left(List.of(SELECTOR, LOOM), seconds(202)).inWords()).isEqualTo("about 3:30 left");
        assertThat(limit.left(List.of(), seconds(403)).inWords()).isEqualTo("about 0:00 left");
    }

    @Test
    void inTwoRoundsEachArmIsBeforeEachOtherOnce() {
        List<String> arms = List.of("a", "b", "c", "d");

        assertThat(Cell.order(arms, 0)).containsExactly("a", "b", "c", "d");
        assertThat(Cell.order(arms, 1)).containsExactly("d", "c", "b", "a");
        assertThat(Cell.order(arms, 2)).containsExactly("b", "c", "d", "a");
        assertThat(Cell.order(arms, 3)).containsExactly("a", "d", "c", "b");
    }
}
