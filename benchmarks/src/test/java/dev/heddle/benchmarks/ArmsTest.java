package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.heddle.benchmarks.workloads.RandomTimers;
import dev.heddle.benchmarks.workloads.TimersFromThreads;
import dev.heddle.benchmarks.workloads.TlsEcho;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm does each kind of work once; whoever hands it over throws where any of it was not done. */
class ArmsTest {

    static List<String> arms() {
        return Arms.names();
    }

    static List<String> timerArms() {
        return Arms.names(TimerArm.class);
    }

    static List<String> connectArms() {
        return Arms.names(ConnectArm.class);
    }

    static List<String> tlsArms() {
        return Arms.names(TlsArm.class);
    }

    static List<String> futureArms() {
        return Arms.names(FutureArm.class);
    }

    static List<String> taskArms() {
        return Arms.names(TaskArm.class);
    }

    /** Some arms can only be had on some machines. */
    static <T extends Arm> T open(String name, Class<T> kind) {
        try {
            return Arms.open(name, kind);
        } catch (IllegalStateException absent) {
            return abort(absent.getMessage());
        }
    }

    @Test
    void theBackendsComeFirst() {
        assertThat(Arms.names()).startsWith("selector", "loom");
    }

    @Test
    void anUnknownArmIsRefusedWithTheNamesOfTheOthers() {
        assertThatThrownBy(() -> Arms.open("no-such", Arm.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such")
                .hasMessageContaining("bare-nio");
    }

    @Test
    void anArmIsNotAskedForWhatItCannotDo() {
        assertThat(Arms.can("scheduled-thread-pool", TimerArm.class)).isTrue();
        assertThat(Arms.can("scheduled-thread-pool", ConnectArm.class)).isFalse();
        assertThat(connectArms()).doesNotContain("scheduled-thread-pool").contains("netty-nio", "c-epoll");
        assertThatThrownBy(() -> Arms.open("scheduled-thread-pool", ConnectArm.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arm 'scheduled-thread-pool' is no ConnectArm; these are: ")
                .hasMessageContaining("netty-nio");
    }

    @Test
    void namesAreMadeOfClassNames() {
        assertThat(Listing.kebabCase("BareVirtualThreads")).isEqualTo("bare-virtual-threads");
        assertThat(Listing.className("bare-virtual-threads")).isEqualTo("BareVirtualThreads");
    }

    @ParameterizedTest
    @MethodSource("timerArms")
    void everyArmFiresTimers(String name) {
        try (TimerArm arm = open(name, TimerArm.class)) {
            arm.fire(1, 5);
            arm.fire(10, 25);
            arm.fire(100, 100);
        }
    }

    @ParameterizedTest
    @MethodSource("timerArms")
    void noArmFiresTimersEarly(String name) {
        try (TimerArm arm = open(name, TimerArm.class)) {
            assertThat(LongStream.of(Lateness.measure(arm, 50, 5_000_000)))
                    .hasSize(50)
                    .allMatch(nanos -> nanos >= 0);
        }
    }

    @ParameterizedTest
    @MethodSource("timerArms")
    void everyArmFiresTimersWithRandomDelays(String name) {
        open(name, TimerArm.class).close();
        RandomTimers timers = new RandomTimers();
        timers.arm = name;
        timers.calls = 1_000;
        timers.open();
        timers.drawDelays();
        timers.fire();
        timers.close();
    }

    @ParameterizedTest
    @MethodSource("timerArms")
    void everyArmCancelsAndMovesTimers(String name) {
        try (TimerArm arm = open(name, TimerArm.class)) {
            TimerArm.Churn churn = arm.openChurn(50);
            churn.cancelAndSchedule(120);
            churn.reset(120);
            churn.close();
        }
    }

    @ParameterizedTest
    @MethodSource("timerArms")
    void everyArmFiresAndCancelsTimersOfOtherThreads(String name) throws InterruptedException {
        open(name, TimerArm.class).close();
        TimersFromThreads timers = new TimersFromThreads();
        timers.arm = name;
        timers.threads = 8;
        timers.open();
        timers.fire();
        timers.cancel();
        timers.close();
    }

    @ParameterizedTest
    @MethodSource("connectArms")
    void everyArmConnectsToItselfAndLeavesNothingBehind(String name) {
        try (ConnectArm arm = open(name, ConnectArm.class);
                Accepted accepted = new Accepted()) {
            InetSocketAddress port = arm.accept(accepted);
            Set<String> others = TimeWait.on(port);
            ConnectArm.Dial dial = arm.openDial(port, accepted, true);
            dial.connectAndReset(1, 10);
            accepted.awaitLost(10);
            dial.connectAndReset(8, 50);
            accepted.awaitLost(60);

            assertThat(TimeWait.on(port)).isSubsetOf(others);
        }
    }

    @ParameterizedTest
    @MethodSource("connectArms")
    void everyArmConnectsToAnotherLoop(String name) {
        try (ConnectArm clients = open(name, ConnectArm.class);
                ConnectArm server = open(name, ConnectArm.class);
                Dialer dialer = new Dialer(clients, server)) {
            dialer.connectAndReset(1, 1_000); // so many that clients have to wait for the server
            dialer.connectAndReset(8, 50);
        }
    }

    @ParameterizedTest
    @MethodSource("tlsArms")
    void everyArmEchoesOverTls(String name) {
        open(name, TlsArm.class).close();
        TlsEcho echo = new TlsEcho();
        echo.arm = name;
        echo.connections = 4;
        echo.messageBytes = 16_384;
        echo.warmUpRoundTrips = 60; // of the same kind as those that are measured, of which there are many
        echo.open();
        echo.close();
    }

    @Test
    void tlsIsServedByBothBackendsAndNetty() {
        assertThat(tlsArms()).contains("selector", "loom", "netty-epoll", "netty-nio");
    }

    @ParameterizedTest
    @MethodSource("futureArms")
    void everyArmFiresFutures(String name) {
        try (FutureArm arm = open(name, FutureArm.class)) {
            for (int callbacks : new int[] {1, 3, 10}) {
                assertThat(arm.addAndFire(callbacks)).isEqualTo(callbacks);
                assertThat(arm.fireAndAdd(callbacks)).isEqualTo(callbacks);
            }
            assertThat(arm.nest(1_000, 42)).isEqualTo(42);
            assertThat(arm.gather(100)).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @MethodSource("taskArms")
    void everyArmRunsTasks(String name) {
        try (TaskArm arm = open(name, TaskArm.class)) {
            arm.awaitFired(50);
            arm.awaitUnfired(50);
            arm.forkAndJoin(5, 10);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmSaysWhatItIs(String name) {
        try (Arm arm = open(name, Arm.class)) {
            assertThat(arm.description()).endsWith(".");
        }
    }
}
