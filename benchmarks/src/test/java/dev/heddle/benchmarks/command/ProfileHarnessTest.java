package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Costs;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One workload is JMH's, the other is not. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "context switches are read from /proc, and calls by strace")
class ProfileHarnessTest {

    private static Map<Pass, String> possible = Map.of();

    @TempDir
    private Path results;

    /** Others may measure on this machine meanwhile: nothing here is about how fast anything is. */
    @BeforeAll
    static void ignoreOthers() {
        System.setProperty("jmh.ignoreLock", "true");
        possible = Passes.on(Cells.OWN, Size.SMOKE.jvmFlags()).possible();
    }

    private Attempt run(String name, String arm, Pass pass) throws ForkFailure {
        Workload workload = Workloads.named(name).orElseThrow();
        Parameters at = workload.points().get(0).at();
        Cell cell = new Cell(Cells.assignment(workload, at), arm, Cells.OWN, pass);
        return ProfileHarness.run(cell, Size.SMOKE, new ProfileFiles(results, "run-1"));
    }

    private static double figure(Attempt attempt, String metric) {
        return attempt.found().figures().stream()
                .filter(figure -> figure.metric().name().equals(metric))
                .mapToDouble(Iterations::median)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"callbacks, direct-calls", "timer-lateness, bare-nio"})
    void whatIsAllocatedAndHowOftenThreadsSwitchIsCounted(String workload, String arm) throws ForkFailure {
        Attempt attempt = run(workload, arm, Pass.COUNTS);

        assertThat(attempt.status()).isEqualTo(Fork.Status.MEASURED);
        assertThat(figure(attempt, Costs.BYTES.name())).isPositive();
        assertThat(figure(attempt, Costs.VOLUNTARY.name())).isPositive();
        assertThat(figure(attempt, Costs.INVOLUNTARY.name())).isNotNegative();
        assertThat(attempt.profile()).isNotNull().satisfies(profile -> {
            assertThat(profile.pass()).isEqualTo(Pass.COUNTS);
            assertThat(profile.notes()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"callbacks, direct-calls", "timer-lateness, bare-nio"})
    void aFlameGraphAndARecordingAreLeft(String workload, String arm) throws ForkFailure, IOException {
        for (Pass pass : List.of(Pass.FLAME_GRAPH, Pass.RECORDING)) {
            assumeTrue(possible.containsKey(pass), pass.inWords() + " is not to be had here");

            Attempt attempt = run(workload, arm, pass);

            assertThat(attempt.found().figures()).isEmpty();
            assertThat(attempt.profile()).isNotNull();
            assertThat(attempt.profile().file()).startsWith("profiles/run-1/" + workload);
            assertThat(results.resolve(attempt.profile().file())).isNotEmptyFile();
        }
        Path graph;
        try (Stream<Path> files = Files.list(results.resolve("profiles/run-1"))) {
            graph = files.filter(file -> file.toString().endsWith(".html"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(graph).content().contains("<!DOCTYPE html>", arm);
    }

    @ParameterizedTest
    @CsvSource({"single-timer, bare-nio, epoll_wait", "echo, bare-nio, write"})
    void systemCallsAreCounted(String workload, String arm, String call) throws ForkFailure {
        assumeTrue(Strace.obstacle().isEmpty(), "strace is not to be had here");

        Attempt attempt = run(workload, arm, Pass.SYSTEM_CALLS);

        assertThat(attempt.found().figures().get(0).metric()).isEqualTo(Costs.CALLS);
        assertThat(figure(attempt, call)).isBetween(0.5, figure(attempt, Costs.CALLS.name()));
    }
}
