package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.heddle.benchmarks.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunTest {

    private static final RunFile RUN = new RunFile(
            1,
            "a",
            "2026-01-01T00:00:00Z",
            List.of("compare", "--smoke"),
            "smoke",
            1,
            List.of(Forks.WORK),
            Map.of("loom", new RunFile.Participant(Role.BACKEND, "The loom backend.", null, Map.of(), List.of())),
            Map.of(Fork.ONLY_VARIANT, new RunFile.Variant("java", List.of(), Map.of())),
            Map.of("size", "smoke: one round"),
            null);

    private static final List<Fork> FORKS = List.of(
            Forks.measured(1, "loom", Role.BACKEND, 3.0, 1.0, 2.0),
            Forks.measured(1, "bare-nio", Role.LIMIT, 9.0),
            Forks.failed(1, "netty-nio", Role.PEER),
            Forks.measured(1, "selector", Role.BACKEND, 5.0),
            Forks.measured(2, "loom", Role.BACKEND, 8.0));

    @TempDir
    private Path folder;

    private Path runFile;

    @BeforeEach
    void write() throws IOException {
        runFile = RUN.writeNew(folder);
        try (ForkLog log = ForkLog.open(folder)) {
            for (Fork fork : FORKS) {
                log.append(fork);
            }
        }
    }

    private SavedRun read() throws IOException {
        List<SavedRun> runs = SavedRun.readAll(folder);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    @Test
    void theForksArePutTogetherWithTheBackendsFirst() throws IOException {
        assertThat(read().workloads()).hasSize(1);
        Measured measured = read().workloads().get(0);

        assertThat(measured.moreIsBetter()).isTrue();
        assertThat(measured.unitInWords()).isEqualTo("connections per second");
        assertThat(measured.work()).isEqualTo(Forks.WORK);
        assertThat(measured.arms()).extracting(Series::arm).containsExactly("selector", "loom", "bare-nio");
    }

    @Test
    void aForkIsTheMedianOfItsIterations() throws IOException {
        assertThat(read().workloads().get(0).arm("loom").orElseThrow().forks()).containsExactly(2.0, 8.0);
    }

    @Test
    void aRunThatWasKilledIsReadAsFarAsItWent() throws IOException {
        assertThat(read().environment().isSmoke()).isTrue();
        assertThat(read().environment().facts())
                .containsEntry("outcome", "not ended")
                .containsEntry("command", "heddle compare --smoke")
                .containsEntry("arm loom", "The loom backend.");
    }

    @Test
    void aRunThatEndedSaysHow() throws IOException {
        RUN.ended(new RunFile.End("later", "0.5", "complete: 4 of 5 forks", Map.of(), List.of("it broke")))
                .replace(runFile);

        assertThat(read().environment().facts())
                .containsEntry("outcome", "complete: 4 of 5 forks")
                .containsEntry("failure 1", "it broke");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run-1.json", "forks.jsonl");
    }

    @Test
    void runsOfOneFolderAreKeptApart() throws IOException {
        RunFile second = new RunFile(
                1,
                "b",
                RUN.began(),
                List.of(),
                "smoke",
                1,
                RUN.works(),
                RUN.arms(),
                RUN.variants(),
                RUN.environment(),
                null);

        assertThat(second.writeNew(folder)).hasFileName("run-2.json");
        assertThat(SavedRun.readAll(folder)).hasSize(2).satisfies(runs -> {
            assertThat(runs.get(0).workloads()).hasSize(1);
            assertThat(runs.get(1).workloads()).isEmpty();
        });
    }

    @Test
    void aProfileIsNeverResumedAsARunThatIsTimed() {
        RunFile profile = RUN.with(Map.of(Environment.PROFILE, "system calls"));

        assertThat(profile.isProfile()).isTrue();
        assertThat(profile.isLike(RUN)).isFalse();
        assertThat(profile.isLike(profile)).isTrue();
        assertThat(RUN.isLike(RUN)).isTrue();
    }

    @Test
    void theProgramTellsWhetherARunCanBeResumedAndNotTheCommit() {
        RunFile run = RUN.with(Map.of("program", "a", "commit", "1"));

        assertThat(run.isLike(RUN.with(Map.of("program", "a", "commit", "2")))).isTrue();
        assertThat(run.isLike(RUN.with(Map.of("program", "b", "commit", "1")))).isFalse();
    }

    @Test
    void forksWithoutTheFileOfTheirRunAreComplainedOf() throws IOException {
        Files.writeString(runFile, Files.readString(runFile).replace("\"id\": \"a\"", "\"id\": \"c\""));

        assertThat(read().workloads()).isEmpty();
        assertThat(read().complaints()).singleElement().asString().contains("5 forks are left out");
    }

    @Test
    void aRunFileThatIsSomethingElseIsNamed() throws IOException {
        Files.writeString(runFile, "[]");

        assertThatThrownBy(() -> SavedRun.readAll(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run-1.json is not the file of a run");
    }

    @Test
    void aRunFileOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(runFile, Files.readString(runFile).replace("\"schema\": 1", "\"schema\": 2"));

        assertThatThrownBy(() -> SavedRun.readAll(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is of version 2, and this program reads version 1");
    }

    @Test
    void forksOfOneArmBecomeOneEntryOfJmhs() throws IOException {
        Path results = folder.resolve("results.json");
        JmhJson.write(results, FORKS);
        JsonArray array = JsonParser.parseString(Files.readString(results)).getAsJsonArray();

        assertThat(array).hasSize(3);
        JsonObject loom = array.get(0).getAsJsonObject();
        JsonObject metric = loom.getAsJsonObject("primaryMetric");
        assertThat(loom.getAsJsonObject("params").get("arm").getAsString()).isEqualTo("loom");
        assertThat(loom.get("forks").getAsInt()).isEqualTo(2);
        assertThat(metric.getAsJsonArray("rawData")).hasToString("[[3.0,1.0,2.0],[8.0]]");
        assertThat(metric.get("score").getAsDouble()).isEqualTo(3.5);
        assertThat(metric.get("scoreError").getAsDouble()).isPositive();
        assertThat(metric.getAsJsonObject("scorePercentiles").get("50.0").getAsDouble())
                .isEqualTo(2.5);
    }

    @Test
    void jmhsFileIsReadInTheWordsOfTheWorkload() throws IOException {
        Path results = folder.resolve("results.json");
        JmhJson.write(results, FORKS);
        Measured measured = SavedRun.readAll(results).get(0).workloads().get(0);

        assertThat(measured.work().title()).isEqualTo("connect, accept, reset: 64 in flight");
        assertThat(measured.work().parameters().values()).containsOnlyKeys("inFlight", "loops");
        assertThat(measured.arm("loom").orElseThrow().forks()).containsExactly(2.0, 8.0);
        assertThat(measured.arms()).extracting(Series::arm).containsExactly("selector", "loom", "bare-nio");
    }

    @Test
    void whatIsNotTheLabsIsNamedByItsBenchmarkAndParameters() throws IOException {
        Path results = folder.resolve("results.json");
        JmhJson.write(results, FORKS);
        Files.writeString(results, Files.readString(results).replace("workloads.Connections.", "Other."));

        assertThat(SavedRun.readAll(results).get(0).workloads().get(0).work().title())
                .isEqualTo("Other.connectAndReset inFlight=64 loops=1 warmUpConnections=9");
    }

    @Test
    void whatIsNoneOfTheseIsRefusedWithAWayOut(@TempDir Path other) {
        for (Path path : List.of(other, other.resolve("missing"))) {
            assertThatThrownBy(() -> SavedRun.readAll(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot read " + path + ": name a folder that heddle compare left");
        }
    }
}
