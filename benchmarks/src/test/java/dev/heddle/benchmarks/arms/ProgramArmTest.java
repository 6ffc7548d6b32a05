package dev.heddle.benchmarks.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.arms.ProgramArm.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is a program says where it listens, or why it cannot, and ends with its arm. */
class ProgramArmTest {

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Program.start(List.of("no-such-program")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot start no-such-program: ");
    }

    @Test
    void aProgramThatSaysSomethingElseIsQuoted() {
        assertThatThrownBy(() -> Program.start(List.of("sh", "-c", "echo Trouble >&2; echo no such module; exit 1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sh says: no such module");
    }

    @Test
    void aProgramEndsWithItsArm() {
        Program program = Program.start(List.of("sh", "-c", "echo 7 a test; cat"));
        try (ProgramArm arm = new ProgramArm(program) {
            @Override
            public String description() {
                return title();
            }
        }) {
            assertThat(arm.echo().getPort()).isEqualTo(7);
            assertThat(arm.description()).isEqualTo("a test");
            assertThat(program.process().isAlive()).isTrue();
        }
        assertThat(program.process().isAlive()).isFalse();
        assertThat(program.process().exitValue()).isZero();
    }

    @Test
    void aProgramAnswersItsCommandsOrIsQuoted() {
        Program program = Program.start(List.of("sh", "-c", "echo 7 a test; read a; echo port 8; read b; echo no: $b"));

        assertThat(program.ask("accept file", "port ")).isEqualTo("8");
        assertThatThrownBy(() -> program.ask("connect 1 2", "made "))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a test was told 'connect 1 2' and says: no: connect 1 2");
        assertThatThrownBy(() -> program.ask("connect 1 2", "made "))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a test ");
    }
}
