package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Iterations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleTest {

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom", "bare-nio"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
    void connectionsAreHeldAndMeasured(String arm) throws Exception {
        Findings found =
                WorkloadFork.measure(new Idle(), Parameters.of("connections", 600), arm, new Effort(0, 5, 1, 300));

        assertThat(found.figures())
                .extracting(figures -> figures.metric().name())
                .containsExactly("memory", "heap", "other");
        assertThat(found.figures())
                .extracting(Iterations::values)
                .allSatisfy(values -> assertThat(values).hasSize(1));
    }

    @Test
    void enoughDescriptorsAreNoObstacle() {
        assertThatCode(() -> Idle.requireDescriptors(15_000, 20_000)).doesNotThrowAnyException();
    }

    @Test
    void tooFewDescriptorsAreToldWithTheWayOut() {
        assertThatThrownBy(() -> Idle.requireDescriptors(15_000, 15_100))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("15100")
                .hasMessageContaining("15200")
                .hasMessageContaining("ulimit -n")
                .hasMessageContaining("--param connections");
    }
}
