package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

    @Test
    void anArmThatCannotBeHadIsAbsentWithTheReason() throws IOException {
        Roster roster =
                Roster.of(List.of("bare-nio", "netty-epoll", "loom"), List.of("-Dio.netty.transport.noNative=true"));

        assertThat(roster.names()).containsExactly("bare-nio", "loom");
        assertThat(roster.present().get("loom")).contains("loom backend");
        assertThat(roster.absent().get("netty-epoll"))
                .contains("arm 'netty-epoll' cannot be had here", "native library", "noNative");
    }
}
