package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was to be measured, and was not, is in the reports. */
class GapsTest {

    @TempDir
    private Path folder;

    private SavedRun sample;

    @BeforeEach
    void read() throws IOException {
        sample = SampleRun.in(folder, "default");
    }

    /** Every arm was to do all of that, and an echo. */
    private SavedRun run(List<Fork> forks) {
        RunFile file = Objects.requireNonNull(sample.file());
        List<Work> works = new ArrayList<>(file.works());
        works.add(new Work("echo", Parameters.NONE, "echo: <big>", "round trip"));
        List<String> titles = works.stream().map(Work::title).toList();
        Map<String, RunFile.Participant> arms = new LinkedHashMap<>();
        file.arms()
                .forEach((name, arm) -> arms.put(
                        name,
                        new RunFile.Participant(
                                arm.role(), arm.description(), null, arm.staysOut(), arm.settings(), titles)));
        RunFile.End end = new RunFile.End("later", "0", "out of time: 3 of 9 forks", Map.of(), List.of());
        RunFile all = new RunFile(
                1,
                "a",
                "2026",
                List.of("compare"),
                "default",
                5,
                works,
                arms,
                file.variants(),
                file.environment(),
                end);
        return new SavedRun(
                "a",
                all.facts("default"),
                forks.isEmpty() ? List.of() : sample.workloads(),
                List.of(),
                forks.isEmpty()
                        ? sample.forks().stream()
                                .filter(fork -> !fork.isMeasured())
                                .toList()
                        : forks,
                all,
                Path.of("/results"));
    }

    @Test
    void theTerminalHasARowForWhatWasNotMeasured() {
        String text = TerminalReport.of(run(sample.forks()));

        assertThat(text).containsPattern("echo: <big>\\Rnot measured: out of time \\(selector, loom, ");
        assertThat(text.lines())
                .contains(
                        "selector-again           not measured: out of time",
                        "Run out of time: 3 of 9 forks measured. To measure the others: the same command with")
                .containsSequence("--output /results.");
    }

    @Test
    void soHasThePage() {
        assertThat(Pages.of(List.of(run(sample.forks()))))
                .contains("selector-again: not measured: out of time")
                .containsSubsequence(
                        "<th role=\"rowheader\" scope=\"row\">echo: &lt;big&gt;</th>",
                        "not measured: out of time (selector, loom,")
                .contains("To measure the others: the same command with --output and its folder.");
    }

    @Test
    void whereEveryForkFailedTheReportsSayWhy() {
        SavedRun failed = run(List.of());

        assertThat(TerminalReport.of(failed)).contains("Failed: netty-nio, connect: 1 in flight: it <broke>");
        assertThat(Pages.of(List.of(failed)))
                .contains("What failed", "<li>netty-nio, connect: 1 in flight: it &lt;broke&gt;")
                .containsSubsequence("connect: 1 in flight</th>", "not measured: every fork failed (netty-nio)");
    }

    @Test
    void severalRunsAreNamed() {
        SavedRun run = run(sample.forks());

        assertThat(TerminalReport.ofAll(List.of(run, run)).lines()).contains("=== a ===");
        assertThat(TerminalReport.ofAll(List.of(run))).doesNotContain("===");
    }
}
