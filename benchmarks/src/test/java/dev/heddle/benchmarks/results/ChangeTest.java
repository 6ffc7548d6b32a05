package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.benchmarks.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final SavedRun BEFORE = Runs.of("before", Map.of(), 100, 50);

    private static Change only(SavedRun after) {
        List<Change> changes = Change.between(BEFORE, after);
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    @Test
    void aSlowerMachineIsNoChange() {
        Change change = only(Runs.of("after", Map.of(), 300, 150));

        assertThat(change.arm()).isEqualTo("selector");
        assertThat(change.reference()).isEqualTo("bare-nio");
        assertThat(change.ratio().middle()).isCloseTo(1, within(1e-9));
        assertThat(change.isSlowerBy(0.1)).isFalse();
    }

    @Test
    void anArmThatTakesLongerThanItsReferenceIsSlower() {
        Change change = only(Runs.of("after", Map.of(), 125, 50));

        assertThat(change.ratio().middle()).isCloseTo(0.8, within(1e-9));
        assertThat(change.isSlowerBy(0.1)).isTrue();
        assertThat(change.isSlowerBy(0.2)).isFalse();
        assertThat(change.sentence()).startsWith("known work, selector: 0.80x (");
    }

    @Test
    void whatMayBeNoiseIsNotSlower() {
        List<Double> scattered = List.of(80.0, 300.0, 125.0, 60.0, 200.0);
        SavedRun after = Runs.of(
                "after",
                Map.of(),
                List.of(
                        new Series("selector", Role.BACKEND, scattered),
                        new Series("bare-nio", Role.LIMIT, List.of(50.0, 50.0, 50.0, 50.0, 50.0))));

        assertThat(only(after).ratio().middle()).isLessThan(0.9);
        assertThat(only(after).isSlowerBy(0.1)).isFalse();
    }

    @Test
    void whatOneRunLacksIsNotCompared() {
        assertThat(Change.between(BEFORE, Runs.of("after", Map.of(), List.of())))
                .isEmpty();
        assertThat(Change.between(
                        BEFORE,
                        Runs.of("after", Map.of(), List.of(new Series("selector", Role.BACKEND, List.of(100.0))))))
                .isEmpty();
    }

    @Test
    void whatIsNotTheSameIsNamed() {
        SavedRun before = Runs.of("before", Map.of("jdk", "25", "cores", "2", "arm netty-nio", "4.1"), 100, 50);
        SavedRun after = Runs.of("after", Map.of("jdk", "21", "cores", "2", "arm netty-nio", "4.2"), 100, 50);

        assertThat(Change.differences(before, after)).containsExactly("jdk: 25; now 21", "arm netty-nio: 4.1; now 4.2");
        assertThat(Change.differences(before, before)).isEmpty();
    }
}
