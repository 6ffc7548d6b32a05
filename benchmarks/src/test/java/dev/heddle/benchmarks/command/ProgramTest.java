package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @Test
    void anotherVersionOfTheUsersClassesIsAnotherProgram(@TempDir Path folder) throws IOException {
        Path jar = Files.writeString(folder.resolve("my.jar"), "version 1");
        String first = Program.digest(List.of(jar));
        assertThat(Program.digest(List.of(jar))).isEqualTo(first).isNotEqualTo(Program.digest(List.of()));

        Files.writeString(jar, "version 2");

        assertThat(Program.digest(List.of(jar))).isNotEqualTo(first);
    }
}
