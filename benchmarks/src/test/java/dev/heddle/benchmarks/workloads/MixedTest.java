package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Findings;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm serves the requests once, and one that does not do what it says is found out. */
class MixedTest {

    private static final Parameters AT = Parameters.of("connections", 8).with("workMillis", 1);

    /** With time for some hundreds of requests, so that there are some whose limit passes. */
    private static final Effort EFFORT = new Effort(0, 1, 5, 300);

    static List<String> arms() {
        return Arms.names(RequestArm.class);
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmAnswersRequestsWhoseWorkBlocks(String name) throws Exception {
        EchoTest.open(name, RequestArm.class).close();

        Findings found = WorkloadFork.measure(new Mixed(), AT, name, EFFORT);

        assertThat(found.figures())
                .hasSize(5)
                .allSatisfy(figure -> assertThat(figure.values()).hasSize(1));
        assertThat(found.figures().get(0).values().get(0)).isPositive();
        assertThat(found.histograms().get("request").getMinValue()).isGreaterThan(900_000);
    }

    /**
     * Without a span of time, on 8 connections. When eight answers have come, 15 requests at most were made, so the 16th is made
     * while answers count; and if eight more are waited for, it is made at all. Its answer comes when they have long been there.
     */
    @Test
    void asManyAnswersCountAsThereAreConnectionsAndNoTimeIsMissing() throws Exception {
        int slowMillis = 200;
        Supplier<RequestArm> arm = () ->
                new Mistaken(Arms.open("bare-virtual-threads", RequestArm.class), service -> new Passing(service) {
                    @Override
                    public byte[] work(byte[] request) throws InterruptedException {
                        if (ByteBuffer.wrap(request).getLong(0) == 16) {
                            new CountDownLatch(1).await(slowMillis, TimeUnit.MILLISECONDS); // which nobody opens
                        }
                        return super.work(request);
                    }
                });
        try (Run run = Mixed.open(arm, AT, new Effort(0, 1, 0, 0))) {
            Recorded recorded = new Recorded();

            run.measure(recorded);

            assertThat(recorded.operations).isGreaterThanOrEqualTo(16);
            assertThat(recorded.figures.get("speed")).isPositive();
            assertThat(recorded.histograms.get("request").getMaxValue())
                    .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(slowMillis));
        }
    }

    @Test
    void requestsMayComeByASchedule() throws Exception {
        Supplier<RequestArm> arm = () -> Arms.open("selector", RequestArm.class);
        Parameters at = AT.with("perSecond", 1_000);
        long graceNanos = TimeUnit.SECONDS.toNanos(30); // nobody has to be quick here
        try (Run run = MixedLatency.open(arm, at, new Effort(0, 1, 5, 100), 100, graceNanos)) {
            run.warmUp();
            Recorded recorded = new Recorded();

            run.measure(recorded);

            assertThat(recorded.figures).containsOnlyKeys("p50", "p99", "cpu", "memory");
            assertThat(recorded.histograms.get("request").getTotalCount()).isEqualTo(98);
            assertThat(recorded.histograms.get("limit").getTotalCount()).isEqualTo(2);
            assertThat(recorded.histograms.get("limit").getMinValue()).isGreaterThan(4_900_000);
        }
    }

    /** With one connection, as many requests take as many milliseconds at least. */
    @Test
    void aRateThatIsNotReachedHasNoFigure() throws Exception {
        Supplier<RequestArm> arm = () -> Arms.open("selector", RequestArm.class);
        Parameters at = AT.with("connections", 1).with("perSecond", 100_000);
        try (Run run = MixedLatency.open(arm, at, EFFORT, 300, EchoLatency.GRACE_NANOS)) {
            assertThatThrownBy(() -> run.measure(new Recorded()))
                    .hasMessageStartingWith("overload: of 300 requests at 100000 per second")
                    .hasMessageEndingWith("of 1 connections being free"); // that one too, if it has just been answered
        }
    }

    /** Serves with what a test makes of the service. */
    private record Mistaken(RequestArm arm, Mistake mistake) implements RequestArm {

        private interface Mistake {

            Service in(Service service);
        }

        @Override
        public InetSocketAddress serve(Service service) {
            return arm.serve(mistake.in(service));
        }

        @Override
        public String description() {
            return arm.description();
        }

        @Override
        public void close() {
            arm.close();
        }
    }

    private static Throwable failureOf(Mistaken.Mistake mistake) throws Exception {
        Supplier<RequestArm> arm = () -> new Mistaken(Arms.open("bare-virtual-threads", RequestArm.class), mistake);
        try (Run run = Mixed.open(arm, AT, EFFORT)) {
            return catchThrowable(run::warmUp);
        }
    }

    @Test
    void aTimeLimitThatIsNotCancelledIsFound() throws Exception {
        assertThat(failureOf(service -> new Passing(service) {
                    @Override
                    public void limitCancelled() {}
                }))
                .hasMessageContaining("time limits that were cancelled");
    }

    @Test
    void anAnswerThatComesWhereTheLimitMustPassIsFound() throws Exception {
        assertThat(failureOf(service -> new Passing(service) {
                    @Override
                    public byte[] late(byte[] request) {
                        byte[] answer = super.late(request);
                        answer[13] = 1; // as if it had been done
                        return answer;
                    }
                }))
                .hasMessageContaining("HOPELESS")
                .hasMessageContaining("from byte 13 on");
    }

    @Test
    void aConnectionThatTheServerDidNotSeeIsFound() throws Exception {
        assertThat(failureOf(service -> new Passing(service) {
                    @Override
                    public void connected() {}
                }))
                .hasMessageContaining("connections that the server saw");
    }
}
