package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The results among the documents, and what the documents say of them. */
class PublishedResultsTest {

    private static final Path DOCS = Path.of("../docs");

    /** A sentence with a ratio and its range, as verdicts have it. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*\\d+x \\([^\"]*)\"");

    private static List<Path> folders() throws IOException {
        try (Stream<Path> inside = Files.list(DOCS.resolve("results"))) {
            return inside.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<SavedRun> runs(Path folder) {
        try {
            return SavedRun.readAll(folder);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void theyCanBeReadAndAreComplete() throws IOException {
        assertThat(folders())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(runs(folder)).allSatisfy(run -> {
                    assertThat(run.complaints()).isEmpty();
                    assertThat(run.environment().isSmoke()).isFalse();
                    assertThat(run.environment().facts().get("outcome")).startsWith("complete");
                    assertThat(folder.resolve("report.html")).exists();
                }));
    }

    @Test
    void everyVerdictThatIsQuotedIsTheirs() throws IOException {
        String verdicts = folders().stream()
                .flatMap(folder -> runs(folder).stream())
                .map(TerminalReport::of)
                .collect(Collectors.joining());
        List<String> quoted = QUOTED.matcher(Files.readString(DOCS.resolve("choosing-a-backend.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(quoted)
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(verdicts).contains(sentence));
    }
}
