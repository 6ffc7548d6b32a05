package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Fork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkLimitTest {

    /** One that hangs: it waits for a plan that nobody tells it. */
    private static ChildJvm hanging() throws IOException {
        return ChildJvm.start(List.of(), ChildJvm.ownJava(), List.of(), List.of(), WorkloadFork.class);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 2, HUNG, 'did not end within 2 s, and was ended'",
        "-2, 60, TIMED_OUT, 'was ended, since the time of the run was over'"
    })
    void aForkThatHangsIsEndedAndItIsSaidWhy(int leftSeconds, int longestSeconds, Fork.Status status, String reason)
            throws IOException {
        try (ChildJvm fork = hanging();
                ForkLimit limit =
                        new ForkLimit(Duration.ofSeconds(leftSeconds).toNanos(), Duration.ofSeconds(longestSeconds))) {
            assertThatThrownBy(fork::hear).hasMessageContaining("ended early");

            assertThat(limit.status(Fork.Status.FAILED)).isEqualTo(status);
            assertThat(limit.reason("status 137")).isEqualTo(reason);
        }
    }

    @Test
    void whatFailsByItselfKeepsItsReason() {
        try (ForkLimit limit = new ForkLimit(Duration.ofHours(1).toNanos(), Duration.ofHours(1))) {
            assertThat(limit.status(Fork.Status.FAILED)).isEqualTo(Fork.Status.FAILED);
            assertThat(limit.reason("it broke")).isEqualTo("it broke");
        }
    }
}
