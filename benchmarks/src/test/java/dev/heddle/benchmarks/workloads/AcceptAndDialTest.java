package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Accepted;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.TimeWait;
import dev.heddle.benchmarks.load.PlainAcceptor;
import dev.heddle.benchmarks.load.PlainDialer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm does each end once. */
class AcceptAndDialTest {

    private static final Parameters AT = Parameters.of("inFlight", 8);
    private static final Effort EFFORT = new Effort(0, 1, 5, 50);

    static List<String> arms() {
        return Arms.names(ConnectArm.class);
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmAccepts(String name) throws Exception {
        try (Run run = Accept.open(EchoTest.open(name, ConnectArm.class), AT, EFFORT)) {
            assertMeasured(run);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmConnects(String name) throws Exception {
        try (Run run = Dial.open(EchoTest.open(name, ConnectArm.class), AT, EFFORT, 50)) {
            assertMeasured(run);
        }
    }

    private static void assertMeasured(Run run) throws Exception {
        Recorded recorded = new Recorded();

        run.warmUp();
        run.measure(recorded);

        assertThat(recorded.figures).containsOnlyKeys("speed", "cpu");
        assertThat(recorded.figures.get("speed")).isPositive();
        assertThat(recorded.generatorSeconds).isPositive();
    }

    @Test
    void theOtherEndsLeaveNothingBehind() {
        try (Accepted accepted = new Accepted();
                PlainAcceptor acceptor = new PlainAcceptor(accepted)) {
            Set<String> others = TimeWait.on(acceptor.address());
            PlainDialer dialer = new PlainDialer(acceptor.address(), accepted);

            PlainDialer.Outcome outcome = dialer.run(64, 200, 0);

            assertThat(outcome.connections()).isGreaterThanOrEqualTo(200).isEqualTo(accepted.lostCount());
            assertThat(outcome.perSecond()).isPositive();
            assertThat(TimeWait.on(acceptor.address())).isSubsetOf(others);
        }
    }

    @Test
    void aConnectionThatTheServerDoesNotSeeFailsTheRun() {
        assertFails(
                new ConnectionEvents() {
                    @Override
                    public void seen() {}

                    @Override
                    public void lost() {
                        accepted.lost();
                    }

                    @Override
                    public void failed(Throwable cause) {}
                },
                "connections that the server saw: expected");
    }

    @Test
    void aConnectionThatEndsOtherwiseFailsTheRun() {
        assertFails(
                new ConnectionEvents() {
                    @Override
                    public void seen() {
                        accepted.seen();
                    }

                    @Override
                    public void lost() {
                        accepted.failed(new IllegalStateException("no reset"));
                    }

                    @Override
                    public void failed(Throwable cause) {}
                },
                "connections that did not end with a reset");
    }

    private final Accepted accepted = new Accepted();

    private void assertFails(ConnectionEvents server, String message) {
        try (accepted;
                PlainAcceptor acceptor = new PlainAcceptor(server)) {
            PlainDialer dialer = new PlainDialer(acceptor.address(), accepted);

            assertThatThrownBy(() -> dialer.run(4, 20, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(message);
        }
    }
}
