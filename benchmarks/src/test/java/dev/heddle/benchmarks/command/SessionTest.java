package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run a comparison goes on with; nothing is measured here. */
class SessionTest {

    private static final List<Assignment> WORK = Assignment.all().subList(0, 1);

    private final Plan plan = new Plan(Size.SMOKE, WORK, List.of("selector", "loom"), List.of(Cells.OWN));
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private void begin(String id) throws IOException {
        RunFile wanted = new RunFile(
                Fork.SCHEMA,
                id,
                "now",
                List.of("compare", "--smoke"),
                plan.size().word(),
                plan.rounds(),
                WORK.stream().map(Assignment::work).toList(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        TimeLimit limit = new TimeLimit(0, Duration.ofHours(1), true);
        new Session(
                plan,
                wanted,
                new ResultFolder(folder),
                limit,
                new PrintWriter(new StringWriter()),
                new PrintWriter(err));
    }

    private void measure(String run, List<Plan.Turn> turns) throws IOException {
        try (ForkLog log = ForkLog.open(folder)) {
            for (Plan.Turn turn : turns) {
                log.append(Cells.fork(run, turn, Fork.Status.MEASURED, null));
            }
        }
    }

    @Test
    void whatIsNotCompleteIsResumed() throws IOException {
        begin("first");
        measure("first", plan.turns().subList(0, 1));

        begin("second");

        assertThat(RunFile.readAll(folder)).extracting(RunFile::id).containsExactly("first");
        assertThat(err.toString()).contains("Resumes run-1.json: 1 of 2 forks are there already.");
    }

    @Test
    void whatIsCompleteIsNotResumedButAddedTo() throws IOException {
        begin("first");
        measure("first", plan.turns());

        begin("second");

        assertThat(RunFile.readAll(folder)).extracting(RunFile::id).containsExactly("first", "second");
        assertThat(err.toString()).doesNotContain("Resumes");
    }
}
