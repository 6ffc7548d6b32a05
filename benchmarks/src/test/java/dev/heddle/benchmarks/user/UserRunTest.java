package dev.heddle.benchmarks.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.ProtocolWorkload;
import dev.heddle.benchmarks.Times;
import dev.heddle.benchmarks.UserWorkload;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserRunTest {

    private static final Effort EFFORT = new Effort(1, 3, 1, 0);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final List<Reactor> reactors = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private boolean closed;

    /** Opens work, and notes what is asked of it. */
    private final class Noted implements UserWorkload {

        private final Work work;

        Noted(Work work) {
            this.work = work;
        }

        @Override
        public String title() {
            return "noted";
        }

        @Override
        public Work open(Reactor server, Reactor client) {
            reactors.addAll(List.of(server, client));
            assertThat(reactors).doesNotHaveDuplicates().allMatch(Reactor::isRunning);
            return new Work() {
                @Override
                public void run(int operations) throws Exception {
                    batches.add(operations);
                    work.run(operations);
                }

                @Override
                public void close() throws Exception {
                    assertThat(reactors).allMatch(Reactor::isRunning);
                    closed = true;
                }
            };
        }
    }

    private static Iterations measure(UserWorkload workload, String arm) throws Exception {
        return WorkloadFork.measure(new UserWork(() -> workload, List.of()), Parameters.NONE, arm, EFFORT)
                .figures()
                .get(0);
    }

    private static void beSlow(int operations) {
        spin(operations * SLOW_NANOS);
    }

    private static void beQuick(int operations) {
        spin(operations * QUICK_NANOS);
    }

    private static void spin(long nanos) {
        long beganNanos = System.nanoTime();
        while (System.nanoTime() - beganNanos < nanos) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void batchesGrowUntilOneTakesLongEnough(String arm) throws Exception {
        assertThat(measure(new Noted(UserRunTest::beQuick), arm).values()).hasSize(EFFORT.iterations());

        assertThat(batches).startsWith(1).isSorted();
        assertThat(batches.get(batches.size() - 1)).isGreaterThan(1);
        assertThat(closed).isTrue();
        assertThat(reactors).hasSize(2).noneMatch(Reactor::isRunning);
    }

    @Test
    void anOperationThatTakesLongerThanAnIterationIsDoneAlone() throws Exception {
        Iterations speed = measure(new Noted(UserRunTest::beSlow), "selector");

        assertThat(batches).containsOnly(1).hasSize(3 + EFFORT.warmUpIterations() + EFFORT.iterations());
        assertThat(speed.values()).allSatisfy(value -> assertThat(value).isBetween(0.0, 500.0));
    }

    @Test
    void theControlWithAFaultTakesHalfAsLongAgain() throws Exception {
        Iterations speed = measure(new Noted(UserRunTest::beSlow), "selector-slowed");

        assertThat(speed.values()).allSatisfy(value -> assertThat(value).isBetween(0.0, 1_000 / 3.0 + 0.1));
    }

    @Test
    void whatDoesNothingIsRefused() {
        assertThatThrownBy(() -> measure(new Noted(operations -> {}), "selector"))
                .hasMessageStartingWith(Noted.class.getName()
                        + " does nothing that can be measured: run(16,777,216) returned within 17 ms");
        assertThat(closed).isTrue();
    }

    /** Has a setting, and times; says how long it took, if it is honest. */
    private static final class Timed implements UserWorkload {

        private final Times times = new Times();
        private final boolean honest;
        private String set = "";

        Timed(boolean honest) {
            this.honest = honest;
        }

        @Override
        public String title() {
            return "timed";
        }

        @Override
        public List<Parameters> settings() {
            return List.of(Parameters.of("size", 1), Parameters.of("size", 2_000));
        }

        @Override
        public void set(Parameters at) {
            set = at.toString();
            if (!at.isBetween("size", 1, 9_999)) {
                throw new IllegalArgumentException("no such size");
            }
        }

        @Override
        public Optional<Times> times() {
            return Optional.of(times);
        }

        @Override
        public Work open(Reactor server, Reactor client) {
            assertThat(set).isEqualTo("size=7");
            return operations -> {
                beQuick(operations);
                for (int done = 0; done < operations && honest; done++) {
                    times.record(3_000);
                }
            };
        }
    }

    private static Findings measureTimed(boolean honest) throws Exception {
        OwnWorkload workload = new UserWork(() -> new Timed(honest), List.of());
        return WorkloadFork.measure(workload, Parameters.of("size", 7), "selector", EFFORT);
    }

    @Test
    void aSettingIsToldAndTimesAreKept() throws Exception {
        Findings found = measureTimed(true);

        assertThat(found.figures())
                .extracting(figures -> figures.metric().name())
                .containsExactly("speed", "p50", "p99");
        assertThat(found.figures().get(1).median()).isBetween(2.99, 3.01);
        assertThat(found.histograms().get("operation").getTotalCount()).isPositive();
    }

    @Test
    void timesThatWereNotToldAreMissed() {
        assertThatThrownBy(() -> measureTimed(false)).hasMessageContaining("it has times(), but");
    }

    @Test
    void settingsArePointsAndOthersAreAskedFor() {
        OwnWorkload workload = new UserWork(() -> new Timed(true), List.of());

        assertThat(workload.points())
                .extracting(point -> workload.title(point.at()))
                .containsExactly("timed, size=1", "timed, size=2,000");
        assertThat(workload.points())
                .extracting(Point::controls)
                .containsExactly(Point.Controls.ALWAYS, Point.Controls.NEVER);
        assertThat(workload.allows(Parameters.of("size", 9_999))).isTrue();
        assertThat(workload.allows(Parameters.of("size", 10_000))).isFalse();
    }

    @Test
    void noTimeIsNegative() {
        assertThatThrownBy(() -> new Times().record(-1)).hasMessage("an operation cannot take -1 ns");
    }

    @Test
    void whatWorkThrowsIsToldWithItsCause() {
        UserWorkload workload = new Noted(operations -> {
            throw new IOException("lost", new IllegalStateException("a reason"));
        });

        assertThatThrownBy(() -> measure(workload, "selector"))
                .hasMessage(Noted.class.getName() + ": run(1) failed: java.io.IOException: lost,"
                        + " caused by java.lang.IllegalStateException: a reason")
                .hasRootCauseMessage("a reason");
        assertThat(closed).isTrue();
        assertThat(reactors).noneMatch(Reactor::isRunning);
    }

    /** Clients that only count, of a server that is never asked. */
    private static final class Counted implements ProtocolWorkload {

        private final int clients;

        /** How much each client had to do; guarded by itself. */
        private final List<Integer> shares = new ArrayList<>();

        Counted(int clients) {
            this.clients = clients;
        }

        @Override
        public String title() {
            return "counted";
        }

        @Override
        public int clients() {
            return clients;
        }

        @Override
        public Factory server(Reactor reactor) {
            assertThat(reactor.isHeldByCurrentThread()).isTrue();
            return Factory.of(() -> new Protocol() {});
        }

        @Override
        public void client(Reactor reactor, ClientEndpoint server, int operations) {
            assertThat(reactor.isHeldByCurrentThread()).isTrue();
            shares.add(operations);
            beQuick(operations);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void clientsShareTheOperations(String arm) throws Exception {
        Counted workload = new Counted(3);
        UserWorkload once = new Once(workload, 8, 2);

        measure(once, arm);

        assertThat(workload.shares.subList(0, 3)).containsExactlyInAnyOrder(3, 3, 2);
        assertThat(workload.shares.subList(3, 5)).containsExactly(1, 1);
    }

    /** Has others do batches of those sizes first. */
    private record Once(UserWorkload workload, int... sizes) implements UserWorkload {

        @Override
        public String title() {
            return workload.title();
        }

        @Override
        public Work open(Reactor server, Reactor client) throws Exception {
            Work work = workload.open(server, client);
            for (int size : sizes) {
                work.run(size);
            }
            return work;
        }
    }

    @Test
    void aWorkloadWithoutClientsIsRefused() {
        assertThatThrownBy(() -> measure(new Counted(0), "selector"))
                .hasMessageContaining("open failed")
                .hasMessageContaining("clients() must be 1 or more, not 0");
    }
}
