package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class OwnHarnessTest {

    private static final Effort EFFORT = new Effort(0, 2, 10, 0);

    private final OwnWorkload workload =
            (OwnWorkload) Workloads.named("timer-lateness").orElseThrow();
    private final Cell cell = cell(workload.points().get(0).at());

    private Cell cell(Parameters at) {
        return Cells.cell(Cells.assignment(workload, at), "bare-nio");
    }

    @Test
    void whatAForkFindsComesBack() throws ForkFailure {
        Findings found = OwnHarness.run(workload, cell, EFFORT, List.of());

        assertThat(found.figures()).hasSize(2);
        assertThat(found.figures().get(0).values()).hasSize(1); // a percentile of all iterations together
        assertThat(found.histograms().get("lateness").getTotalCount()).isEqualTo(2 * 100);
        assertThat(found.cpu()).isNotNull();
    }

    @Test
    void whyAForkFailedIsTold() {
        assertThatThrownBy(() -> OwnHarness.run(workload, cell(Parameters.NONE), EFFORT, List.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(ForkFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(Fork.Status.FAILED);
                    assertThat(failure.reason()).contains("no parameter 'callsPerSecond'");
                    assertThat(failure.details()).anyMatch(line -> line.contains("TimerLateness.open"));
                });
    }

    /** One connection, on which each request takes 50 ms, so that 2,000 are not answered in 120. */
    @Test
    void aRateThatIsNotKeptIsToldFromAFailure() {
        OwnWorkload paced = (OwnWorkload) Workloads.named("mixed-latency").orElseThrow();
        Parameters at = Parameters.of("connections", 1).with("workMillis", 50).with("perSecond", 100_000);
        Cell overloaded = Cells.cell(Cells.assignment(paced, at), "selector");

        assertThatThrownBy(() -> OwnHarness.run(paced, overloaded, EFFORT, List.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(ForkFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(Fork.Status.OVERLOADED);
                    assertThat(failure.reason()).startsWith("overload: of 2000 requests at 100000 per second");
                });
    }

    @Test
    void aJvmThatDoesNotStartIsAFailure() {
        assertThatThrownBy(() -> OwnHarness.run(workload, cell, EFFORT, List.of("-XX:NoSuchFlag")))
                .asInstanceOf(InstanceOfAssertFactories.type(ForkFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.reason()).contains("ended early, with status 1");
                    assertThat(failure.details()).anyMatch(line -> line.contains("NoSuchFlag"));
                });
    }
}
