package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an arm does, it checks itself: it throws where any of its work was not done. */
class ArmsTest {

    static List<String> arms() {
        return Arms.names();
    }

    @Test
    void theBackendsComeFirst() {
        assertThat(Arms.names()).startsWith("selector", "loom").contains("bare-nio", "bare-virtual-threads");
    }

    @Test
    void anUnknownArmIsRefusedWithTheNamesOfTheOthers() {
        assertThatThrownBy(() -> Arms.open("no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such")
                .hasMessageContaining("bare-nio");
    }

    @Test
    void namesAreMadeOfClassNames() {
        assertThat(Arms.armName("BareVirtualThreads")).isEqualTo("bare-virtual-threads");
        assertThat(Arms.className("bare-virtual-threads")).isEqualTo("BareVirtualThreads");
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmFiresTimers(String name) {
        try (Arm arm = Arms.open(name)) {
            arm.fire(1, 5);
            arm.fire(10, 25);
            arm.fire(100, 100);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmCancelsAndMovesTimers(String name) {
        try (Arm arm = Arms.open(name)) {
            Arm.Churn churn = arm.openChurn(50);
            churn.cancelAndSchedule(120);
            churn.reset(120);
            churn.close();
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmConnectsAndLoses(String name) {
        try (Arm arm = Arms.open(name)) {
            Arm.Dialer dialer = arm.openDialer();
            dialer.connectAndReset(1, 10);
            dialer.connectAndReset(8, 50);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void everyArmSaysWhatItIs(String name) {
        try (Arm arm = Arms.open(name)) {
            assertThat(arm.description()).endsWith(".");
        }
    }
}
