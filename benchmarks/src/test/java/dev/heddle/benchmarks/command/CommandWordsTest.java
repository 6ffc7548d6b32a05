package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

    private static final Path FOLDER = Path.of("heddle-results", "now");

    @Test
    void theFolderIsSaidOnce() {
        assertThat(CommandWords.goingOn(List.of("compare", "--peers"), FOLDER))
                .isEqualTo("heddle compare --peers --output " + FOLDER);
        assertThat(CommandWords.goingOn(List.of("compare", "--output", "there"), FOLDER))
                .isEqualTo("heddle compare --output there");
        assertThat(CommandWords.goingOn(List.of("compare", "--output=there"), FOLDER))
                .isEqualTo("heddle compare --output=there");
    }

    @Test
    void whatAShellWouldTakeApartIsQuoted() {
        assertThat(CommandWords.goingOn(List.of("--workloads", "it's 1", "--jvm-args", "", "--output", "a"), FOLDER))
                .isEqualTo("heddle --workloads 'it'\\''s 1' --jvm-args '' --output a");
    }
}
