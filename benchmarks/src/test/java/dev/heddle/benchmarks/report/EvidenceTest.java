package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Cpu;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static Evidence evidence(Metric metric, Cpu cpu) {
        return evidence(cpu, new Iterations(metric, List.of(1_000.0)));
    }

    private static Evidence evidence(Cpu cpu, Iterations... figures) {
        Work work = new Work("some-work", Parameters.NONE, "some work", "message");
        Findings found = new Findings(List.of(figures), Map.of(), cpu, null);
        Fork fork = new Fork(
                1,
                "a",
                1,
                1,
                work,
                "selector",
                Role.BACKEND,
                "default",
                Fork.Status.MEASURED,
                "2026-01-01",
                1.5,
                0.25,
                found,
                null);
        List<Measured> measured = Measured.of(List.of(fork));
        return Evidence.of(
                measured.get(0),
                new SavedRun("a", new Environment(Map.of()), measured, List.of(), List.of(fork), null));
    }

    private static double median(Measured measured) {
        return measured.arms().get(0).median();
    }

    @Test
    void whatAMessageCostsTheServerIsToldWithoutTheClients() {
        Evidence evidence = evidence(new Metric("speed", "ops/s", Better.MORE), new Cpu(4.0, 2.0, 1.0));

        assertThat(evidence.beside())
                .extracting(Measured::unitInWords)
                .containsExactly(
                        "processors in use, by clients too",
                        "processors in use, by clients alone",
                        "\u00b5s of processor time per message, clients left out");
        assertThat(evidence.beside()).extracting(EvidenceTest::median).containsExactly(2.0, 0.5, 1_500.0);
    }

    @Test
    void withoutClientsOfItsOwnItIsNotTold() {
        assertThat(evidence(new Metric("speed", "ops/s", Better.MORE), new Cpu(4.0, 2.0, null))
                        .beside())
                .hasSize(1);
    }

    @Test
    void aWorkloadThatTellsItsOwnCpuKnowsBetter() {
        Evidence evidence = evidence(
                new Cpu(4.0, 2.0, 1.0),
                new Iterations(new Metric("speed", "ops/s", Better.MORE), List.of(1_000.0)),
                new Iterations(new Metric("cpu", "us of CPU per request", Better.LESS), List.of(700.0)));

        assertThat(evidence.beside())
                .extracting(measured -> measured.metric().name())
                .containsExactly("cpu", "processors", "generator");
    }

    @Test
    void timesHaveNoNumberOfMessages() {
        assertThat(evidence(new Metric("p99", "us", Better.LESS), new Cpu(4.0, 2.0, 1.0))
                        .beside())
                .hasSize(2);
    }
}
