package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.load.FakeServer;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import dev.heddle.benchmarks.results.Findings;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm serves each echo once. */
class EchoTest {

    private static final Parameters AT =
            Parameters.of("connections", 3).with("messageBytes", 16_384).with("clients", "plain");
    private static final Parameters SAME_LOOP = AT.with("clients", "same-loop");

    static List<String> arms() {
        return Arms.names(EchoArm.class);
    }

    static List<String> armsWithClients() {
        return Arms.names(StreamArm.class);
    }

    private static EchoArm open(String name) {
        return open(name, EchoArm.class);
    }

    /** Some arms can only be had on some machines. */
    static <T extends Arm> T open(String name, Class<T> kind) {
        try {
            return Arms.open(name, kind);
        } catch (IllegalStateException absent) {
            return abort(absent.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmServesClientsThatWaitForTheirAnswers(String name) throws Exception {
        open(name).close();

        Findings found = WorkloadFork.measure(new Echo(), AT, name, new Effort(1, 2, 5, 10));

        assertServed(found);
        assertThat(found.cpu())
                .isNotNull()
                .satisfies(cpu -> assertThat(cpu.generator()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("armsWithClients")
    void everyArmServesItsOwnClients(String name) throws Exception {
        open(name).close();

        Findings found = WorkloadFork.measure(new Echo(), SAME_LOOP, name, new Effort(1, 2, 5, 10));

        assertServed(found);
        assertThat(found.cpu())
                .isNotNull()
                .satisfies(cpu -> assertThat(cpu.generator()).isNull());
    }

    @Test
    void clientsOnTheServersLoopAreOnlyAskedOfArmsThatHaveSome() {
        assertThat(new Echo().kinds(AT)).containsExactly(EchoArm.class);
        assertThat(new Echo().kinds(SAME_LOOP)).containsExactly(StreamArm.class);
    }

    private static void assertServed(Findings found) {
        assertThat(found.figures().get(0).metric().name()).isEqualTo("speed");
        assertThat(found.figures().get(0).values()).hasSize(2).allMatch(perSecond -> perSecond > 0);
        assertThat(found.histograms().get("round trip").getTotalCount()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmServesRequestsThatComeByASchedule(String name) throws Exception {
        Schedule schedule = new Schedule(60, 2_000, TimeUnit.SECONDS.toNanos(30));
        try (Run run = EchoLatency.open(open(name), AT, 1, schedule)) {
            run.warmUp();
            Recorded recorded = new Recorded();

            run.measure(recorded);

            assertThat(recorded.figures)
                    .containsOnlyKeys("p50", "p99", "p99.9")
                    .allSatisfy((metric, micros) -> assertThat(micros).isPositive());
            assertThat(recorded.histograms.get("round trip").getTotalCount()).isEqualTo(60);
            assertThat(recorded.histograms.get("late").getTotalCount()).isEqualTo(60);
            assertThat(recorded.generatorSeconds).isPositive();
        }
    }

    private static FakeServer broken() {
        return new FakeServer(client -> {
            byte[] message = client.getInputStream().readNBytes(AT.number("messageBytes"));
            if (message.length > 0) {
                message[message.length - 1] ^= 1;
                client.getOutputStream().write(message);
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        });
    }

    @Test
    void anAnswerThatIsAnotherFailsTheRunOfClientsThatWait() throws Exception {
        try (Run run = Echo.open(broken(), AT, new Effort(0, 1, 5, 1_000))) {
            assertThatThrownBy(run::warmUp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not what was sent, from byte 16383 on");
        }
    }

    @Test
    void anAnswerThatIsAnotherFailsTheRunOfASchedule() throws Exception {
        Schedule schedule = new Schedule(60, 2_000, TimeUnit.SECONDS.toNanos(30));
        try (Run run = EchoLatency.open(broken(), AT, 0, schedule)) {
            assertThatThrownBy(() -> run.measure(new Recorded()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not what was sent, from byte 16383 on");
        }
    }
}
