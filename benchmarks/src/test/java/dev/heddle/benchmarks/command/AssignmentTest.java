package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.workloads.MillionTimers;
import dev.heddle.benchmarks.workloads.SingleTimer;
import dev.heddle.benchmarks.workloads.Timers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {

    private static final String SHY = "shy-timer";
    private static final Assignment SINGLE = Cells.assignment(new SingleTimer(), Parameters.NONE);

    private static Assignment timers(int outstanding) {
        return Cells.assignment(new Timers(), Parameters.of("outstanding", outstanding));
    }

    static List<String> arms() {
        return Arms.names();
    }

    @Test
    void anArmStaysOutOfAWorkloadWithAReason() {
        assertThat(SINGLE.isFor(SHY)).isFalse();
        assertThat(SINGLE.reasonToStayOut(SHY)).contains("it is shy");
        assertThat(Cells.assignment(new MillionTimers(), Parameters.NONE).isFor(SHY))
                .isTrue();
        assertThat(SINGLE.reasonToStayOut("loom")).isEmpty();
    }

    @Test
    void anArmStaysOutOfWhatIsTooMuchForIt() {
        assertThat(timers(1_000).isFor(SHY)).isTrue();
        assertThat(timers(1_001).isFor(SHY)).isFalse();
        assertThat(timers(1_001).reasonToStayOut(SHY)).contains("these are too many");
    }

    @Test
    void anArmStaysOutOfWhatIsTooLittleForIt() {
        assertThat(timers(100).isFor(SHY)).isTrue();
        assertThat(timers(99).isFor(SHY)).isFalse();
        assertThat(timers(99).reasonToStayOut(SHY)).contains("these are too few");
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmKnowsTheParametersOfWhatItStaysOutOf(String arm) {
        assertThat(Assignment.all()).allSatisfy(assignment -> assignment.reasonToStayOut(arm));
    }

    @Test
    void whatAnArmStaysOutOfIsInTheFileOfTheRun() throws Exception {
        Roster roster = Roster.of(List.of("netty-wheel", "loom"), List.of(), List.of(Cells.OWN));

        var participants = roster.participants(List.of(SINGLE, timers(100_000)));

        assertThat(participants.get("netty-wheel").staysOut())
                .containsOnlyKeys(SINGLE.title())
                .containsValue(SINGLE.reasonToStayOut("netty-wheel").orElseThrow());
        assertThat(participants.get("loom").staysOut()).isEqualTo(Map.of());
    }
}
