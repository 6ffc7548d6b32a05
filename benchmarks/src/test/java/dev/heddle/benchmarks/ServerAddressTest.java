package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.load.Requests;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerAddressTest {

    /** Not the usual one, and there all the same on Linux. */
    private static final String ANOTHER = "127.0.0.2";

    static List<String> arms() {
        return Arms.names(StreamArm.class);
    }

    static List<String> requestArms() {
        return Arms.names(RequestArm.class);
    }

    @AfterEach
    void backToLoopback() {
        System.clearProperty(ServerAddress.PROPERTY);
    }

    @Test
    void itIsLoopbackUnlessToldOtherwise() {
        assertThat(ServerAddress.get().isLoopbackAddress()).isTrue();
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @MethodSource("arms")
    void everyArmAcceptsWhereItIsTold(String name) {
        System.setProperty(ServerAddress.PROPERTY, ANOTHER);
        try (StreamArm arm = Arms.open(name, StreamArm.class)) {
            assertThat(arm.echo().getAddress().getHostAddress()).isEqualTo(ANOTHER);
        }
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @MethodSource("requestArms")
    void everyArmTakesRequestsWhereItIsTold(String name) {
        System.setProperty(ServerAddress.PROPERTY, ANOTHER);
        try (RequestArm arm = Arms.open(name, RequestArm.class)) {
            assertThat(arm.serve(new Requests(1, 1)).getAddress().getHostAddress())
                    .isEqualTo(ANOTHER);
        }
    }

    @Test
    void programsThatAcceptOnLoopbackOnlySaySo() {
        System.setProperty(ServerAddress.PROPERTY, "192.0.2.1");

        assertThatThrownBy(ServerAddress::mustBeLoopback)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("loopback only");
    }
}
