package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.load.FakeServer;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm does each once. */
class StreamWorkloadsTest {

    private static final Schedule SCHEDULE = new Schedule(120, 4_000, TimeUnit.SECONDS.toNanos(30));

    private static final Effort EFFORT = new Effort(1, 1, 5, 10);

    static List<String> streamArms() {
        return Arms.names(StreamArm.class);
    }

    static List<String> loopArms() {
        return Arms.names(LoopArm.class);
    }

    private static void skipIfAbsent(String name) {
        EchoTest.open(name, Arm.class).close();
    }

    @ParameterizedTest
    @MethodSource("streamArms")
    void everyArmAnswersBesidesSlowCallbacks(String name) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        StreamArm arm = EchoTest.open(name, StreamArm.class);
        try (Run run = SlowCallback.open(arm, ran::incrementAndGet, EFFORT, SCHEDULE)) {
            run.warmUp();
            Recorded recorded = new Recorded();

            run.measure(recorded);

            assertThat(ran).hasValue(2 * 3);
            assertThat(recorded.figures).containsOnlyKeys("p99", "p50");
            assertThat(recorded.histograms.get("round trip").getTotalCount()).isEqualTo(120);
        }
    }

    @Test
    void anAnswerThatIsAnotherFailsTheRunBesidesSlowCallbacks() throws Exception {
        FakeServer broken =
                new FakeServer(client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(new byte[message.length]);
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }) {
                    @Override
                    public void post(Runnable work) {
                        work.run();
                    }
                };
        try (Run run = SlowCallback.open(broken, () -> {}, EFFORT, SCHEDULE)) {
            assertThatThrownBy(() -> run.measure(new Recorded())).hasMessageContaining("is not what was sent");
        }
    }

    @ParameterizedTest
    @MethodSource("loopArms")
    void everyArmRunsWhatOtherThreadsHandOver(String name) throws Exception {
        skipIfAbsent(name);
        HandOver handOver = new HandOver();
        handOver.arm = name;
        handOver.threads = 8;
        handOver.warmUpCalls = 0;

        handOver.open();
        handOver.handOver(800); // each call may be a thread
        handOver.close();
    }

    @ParameterizedTest
    @MethodSource("streamArms")
    void everyArmReceivesMuch(String name) throws Exception {
        move(name, "receives");
    }

    @ParameterizedTest
    @MethodSource("streamArms")
    void everyArmSendsMuch(String name) throws Exception {
        move(name, "sends");
    }

    private static void move(String name, String does) throws Exception {
        skipIfAbsent(name);
        Bulk bulk = new Bulk();
        bulk.arm = name;
        bulk.does = does;
        bulk.connections = 2;
        bulk.warmUpMessages = 16;

        bulk.open();
        bulk.send();
        bulk.close();
    }
}
