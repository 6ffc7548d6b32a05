package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTest {

    private static final Path HOME = Path.of(System.getProperty("java.home"));

    @Test
    void aJdkIsNamedByItsVersionAndItsFlags() throws IOException {
        Variant plain = Variant.in(HOME, List.of(), List.of());
        Variant serial = Variant.in(HOME, List.of(), List.of("-XX:+UseSerialGC", "-Xmx64m"));

        String name = "jdk" + Runtime.version().feature();
        assertThat(plain.name()).isEqualTo(name);
        assertThat(serial.name()).isEqualTo(name + " -XX:+UseSerialGC -Xmx64m");
        assertThat(serial.facts())
                .containsEntry("collector", "Copy, MarkSweepCompact")
                .containsKey("jdk");
        assertThat(plain.facts().get("virtual threads"))
                .contains("carriers, poller mode")
                .doesNotContain("unknown");
    }

    @Test
    void theProgramOfAJdkNamesItToo() throws IOException {
        Path program = HOME.resolve("bin").resolve("java");

        assertThat(Variant.in(program, List.of(), List.of()).java()).isEqualTo(program);
    }

    @Test
    void resultsDoNotSayWhereJdksAreKept() throws IOException {
        Variant plain = Variant.in(HOME, List.of(), List.of());

        Path program = HOME.getFileName().resolve("bin").resolve("java");
        assertThat(plain.saved().java()).isEqualTo(program.toString());
    }

    @Test
    void aFolderWithoutAJdkIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> Variant.in(empty, List.of(), List.of()))
                .hasMessageContaining("there is no JDK in " + empty);
    }

    @Test
    void whatAJvmSaysThatDoesNotStartIsTold() {
        assertThatThrownBy(() -> Variant.in(HOME, List.of(), List.of("-XX:NoSuchFlag")))
                .hasMessageContaining("cannot be used: ")
                .hasMessageContaining("NoSuchFlag");
    }

    @Test
    void whatIsSaidOfTheEnvironmentIsNoReason(@TempDir Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho Picked up JAVA_TOOL_OPTIONS: -Dx=y\necho no such option\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> Variant.in(home, List.of(), List.of())).hasMessageEndingWith("no such option");
    }

    @Test
    void aJdkThatIsTooOldIsToldSo(@TempDir Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\necho Error: LinkageError\necho java.lang.UnsupportedClassVersionError: x\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> Variant.in(home, List.of(), List.of())).hasMessageContaining("older than JDK 21");
    }
}
