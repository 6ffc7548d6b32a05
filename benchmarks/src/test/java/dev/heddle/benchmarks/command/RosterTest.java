package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.fork.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterTest {

    @Test
    void anArmThatCannotBeHadIsAbsentWithTheReason() throws IOException {
        Roster roster = Roster.of(
                List.of("bare-nio", "netty-epoll", "loom"),
                List.of("-Dio.netty.transport.noNative=true"),
                List.of(Cells.OWN));

        assertThat(roster.names()).containsExactly("bare-nio", "loom");
        assertThat(roster.present().get("loom")).contains("loom backend");
        assertThat(roster.absent().get("netty-epoll"))
                .contains("arm 'netty-epoll' cannot be had here", "native library", "noNative");
    }

    @Test
    void whyAJvmDoesNotAnswerIsTold() {
        assertThatThrownBy(() -> Roster.of(List.of("bare-nio"), List.of("-XX:NoSuchFlag"), List.of(Cells.OWN)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended early, with status 1: Unrecognized VM option 'NoSuchFlag'");
    }

    @Test
    void whatAnArmIsOnSeveralJdksIsToldOnceIfItIsTheSame() throws IOException {
        Roster roster = Roster.of(
                List.of("bare-nio", "netty-epoll"),
                List.of(),
                List.of(
                        Cells.OWN,
                        new Variant(
                                "other", ChildJvm.ownJava(), List.of("-Dio.netty.transport.noNative=true"), Map.of())));

        assertThat(roster.names()).containsExactly("bare-nio");
        assertThat(roster.present().get("bare-nio")).doesNotContain("other: ");
        assertThat(roster.absent().get("netty-epoll")).contains("other: ", "noNative");
    }
}
