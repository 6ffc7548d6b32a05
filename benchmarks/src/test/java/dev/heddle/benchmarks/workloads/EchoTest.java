package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.GroupArm;
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

    private static final Parameters AT = Parameters.of("connections", 3)
            .with("messageBytes", 16_384)
            .with("clients", "plain")
            .with("loops", 1)
            .with("processes", 1);
    private static final Parameters SAME_LOOP = AT.with("clients", "same-loop");
    private static final Parameters OWN_LOOP = AT.with("clients", "own-loop");
    private static final Parameters GROUP = AT.with("loops", 2);
    private static final Parameters PROCESSES = AT.with("processes", 2);

    private static final Effort EFFORT = new Effort(1, 2, 5, 10);

    static List<String> arms() {
        return Arms.names(EchoArm.class);
    }

    static List<String> armsWithClients() {
        return Arms.names(StreamArm.class);
    }

    static List<String> groups() {
        return Arms.names(GroupArm.class);
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

        Findings found = WorkloadFork.measure(new Echo(), AT, name, EFFORT);

        assertServed(found);
        assertThat(found.cpu())
                .isNotNull()
                .satisfies(cpu -> assertThat(cpu.generator()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("armsWithClients")
    void everyArmServesItsOwnClients(String name) throws Exception {
        open(name).close();

        for (Parameters at : List.of(SAME_LOOP, OWN_LOOP)) {
            Findings found = WorkloadFork.measure(new Echo(), at, name, EFFORT);

            assertServed(found);
            assertThat(found.cpu())
                    .isNotNull()
                    .satisfies(cpu -> assertThat(cpu.generator()).isNull());
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyGroupServesAsManyLoopsOfClients(String name) throws Exception {
        open(name).close();

        Findings found = WorkloadFork.measure(new Echo(), GROUP, name, EFFORT);

        assertServed(found);
        assertThat(found.cpu())
                .isNotNull()
                .satisfies(cpu -> assertThat(cpu.generator()).isPositive());
    }

    @Test
    void clientsMayHaveAProcessOfTheirOwn() throws Exception {
        Findings found = WorkloadFork.measure(new Echo(), PROCESSES.with("loops", 2), "bare-nio", EFFORT);

        assertServed(found);
        assertThat(found.cpu())
                .isNotNull()
                .satisfies(cpu -> assertThat(cpu.generator()).isNotNull());
    }

    @Test
    void clientsWithAScheduleMayHaveAProcessOfTheirOwn() throws Exception {
        Schedule schedule = new Schedule(60, 2_000, TimeUnit.SECONDS.toNanos(30));
        try (Run run = EchoLatency.open(open("bare-nio"), PROCESSES, EFFORT, schedule)) {
            run.warmUp();
            assertScheduleIsKept(run);
        }
    }

    @Test
    void whatFailsInAnotherProcessFailsHere() throws Exception {
        try (Run run = Echo.open("fake", broken(), PROCESSES, new Effort(0, 1, 5, 1_000))) {
            assertThatThrownBy(run::warmUp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not what was sent, from byte 16383 on");
        }
    }

    @Test
    void armsAreOnlyAskedForWhatTheyHave() {
        assertThat(new Echo().kinds(AT)).containsExactly(EchoArm.class);
        assertThat(new Echo().kinds(SAME_LOOP)).containsExactly(StreamArm.class);
        assertThat(new Echo().kinds(OWN_LOOP)).containsExactly(StreamArm.class);
        assertThat(new Echo().kinds(GROUP)).containsExactly(GroupArm.class);
        assertThat(new EchoLatency().kinds(GROUP)).containsExactly(GroupArm.class);
        assertThat(groups()).contains("netty-nio", "c-epoll").doesNotContain("python-twisted");
    }

    @Test
    void anArmOfOneLoopDoesNotServeOnSeveral() {
        assertThatThrownBy(() -> Echo.open("fake", broken(), GROUP, new Effort(0, 1, 5, 1_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loops=2: choose loops=1");
    }

    @Test
    void theEndsAreNotEverywhere() {
        Echo echo = new Echo();

        assertThat(List.of(AT, SAME_LOOP, OWN_LOOP, GROUP, PROCESSES, GROUP.with("processes", 2)))
                .allMatch(echo::allows);
        assertThat(List.of(
                        SAME_LOOP.with("loops", 2),
                        OWN_LOOP.with("processes", 2),
                        AT.with("loops", 4), // of which one would have no connection
                        AT.with("loops", 0),
                        AT.with("processes", 3),
                        AT.with("clients", "others")))
                .noneMatch(echo::allows);
    }

    @Test
    void titlesSayWhereTheEndsAreIfThatIsUnusual() {
        assertThat(List.of(AT, SAME_LOOP, OWN_LOOP, GROUP, PROCESSES, GROUP.with("processes", 2)))
                .extracting(at -> new Echo().title(at).replace(": 16,384 bytes, 3 connections", ""))
                .containsExactly(
                        "echo",
                        "echo on one loop",
                        "echo on two loops",
                        "echo by a group of 2",
                        "echo in two processes",
                        "echo by a group of 2 in two processes");
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
        try (Run run = EchoLatency.open(open(name), AT, EFFORT, schedule)) {
            run.warmUp();
            assertThat(assertScheduleIsKept(run).generatorSeconds).isPositive();
        }
    }

    private static Recorded assertScheduleIsKept(Run run) throws Exception {
        Recorded recorded = new Recorded();

        run.measure(recorded);

        assertThat(recorded.figures)
                .containsOnlyKeys("p50", "p99", "p99.9")
                .allSatisfy((metric, micros) -> assertThat(micros).isPositive());
        assertThat(recorded.histograms.get("round trip").getTotalCount()).isEqualTo(60);
        assertThat(recorded.histograms.get("late").getTotalCount()).isEqualTo(60);
        return recorded;
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
        try (Run run = Echo.open("fake", broken(), AT, new Effort(0, 1, 5, 1_000))) {
            assertThatThrownBy(run::warmUp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not what was sent, from byte 16383 on");
        }
    }

    @Test
    void anAnswerThatIsAnotherFailsTheRunOfASchedule() throws Exception {
        Schedule schedule = new Schedule(60, 2_000, TimeUnit.SECONDS.toNanos(30));
        try (Run run = EchoLatency.open(broken(), AT, EFFORT, schedule)) {
            assertThatThrownBy(() -> run.measure(new Recorded()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not what was sent, from byte 16383 on");
        }
    }
}
