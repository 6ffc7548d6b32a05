package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleCommandTest {

    @Test
    void enoughDescriptorsAreNoObstacle() {
        assertThat(IdleCommand.tooFewDescriptors(15_000, 20_000)).isEmpty();
    }

    @Test
    void tooFewDescriptorsAreToldWithTheWayOut() {
        assertThat(IdleCommand.tooFewDescriptors(15_000, 15_100).orElseThrow())
                .contains("15100", "15200", "ulimit -n", "--connections");
    }
}
