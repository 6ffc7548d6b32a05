package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkLogTest {

    private static final Fork ONE = Forks.measured(1, "selector", Role.BACKEND, 5.0, 6.0, 7.0);
    private static final Fork OTHER = Forks.failed(1, "loom", Role.BACKEND);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTwo() throws IOException {
        file = folder.resolve(ForkLog.FILE);
        try (ForkLog log = ForkLog.open(folder)) {
            log.append(ONE);
            log.append(OTHER);
        }
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        ForkLog.Contents log = ForkLog.read(folder);

        assertThat(log.forks()).containsExactly(ONE, OTHER);
        assertThat(log.complaints()).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void moreIsAddedAtTheEnd() throws IOException {
        try (ForkLog log = ForkLog.open(folder)) {
            log.append(ONE);
        }

        assertThat(ForkLog.read(folder).forks()).containsExactly(ONE, OTHER, ONE);
    }

    @Test
    void aTornLastLineIsLeftOutWithAWord() throws IOException {
        Files.writeString(file, "{\"schema\":1,\"run\":\"a", StandardOpenOption.APPEND);

        ForkLog.Contents log = ForkLog.read(folder);

        assertThat(log.forks()).containsExactly(ONE, OTHER);
        assertThat(log.complaints()).singleElement().asString().contains("forks.jsonl", "torn");
    }

    @Test
    void aTornLastLineIsCutOffBeforeMoreIsAdded() throws IOException {
        Files.writeString(file, "{\"schema\":1,\"run\":\"a", StandardOpenOption.APPEND);
        try (ForkLog log = ForkLog.open(folder)) {
            log.append(ONE);
        }

        assertThat(ForkLog.read(folder)).isEqualTo(new ForkLog.Contents(List.of(ONE, OTHER, ONE), List.of()));
    }

    @Test
    void aBadLineInTheMiddleIsNamedAndSkipped() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String missing = lines.get(0).replace("\"arm\":\"selector\",", "");
        String newer = lines.get(0).replace("\"schema\":1", "\"schema\":2");
        String half = lines.get(0).substring(0, 100);
        Files.write(file, List.of(lines.get(0), "nonsense", missing, newer, "", half, lines.get(1)));

        ForkLog.Contents log = ForkLog.read(folder);

        assertThat(log.forks()).containsExactly(ONE, OTHER);
        assertThat(log.complaints()).hasSize(5);
        assertThat(log.complaints().get(0))
                .endsWith("line 2 is skipped: it has something else than is expected (column 1)");
        assertThat(log.complaints().get(1)).endsWith("line 3 is skipped: arm is missing");
        assertThat(log.complaints().get(2)).contains("line 4 is skipped", "version 2");
        assertThat(log.complaints().get(3)).contains("line 5 is skipped: empty");
        assertThat(log.complaints().get(4)).contains("line 6 is skipped: it ends in the middle (column ");
    }

    @Test
    void aFolderWithoutOneIsRefused(@TempDir Path other) {
        assertThatThrownBy(() -> ForkLog.read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot read");
    }
}
