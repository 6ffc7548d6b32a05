package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class SavedResultsTest {

    @TempDir
    private Path folder;

    /** A fork with an iteration for each score. */
    static RunResult fork(String arm, int... scores) {
        WorkloadParams values = new WorkloadParams();
        values.put("arm", arm, 0);
        values.put("inFlight", "64", 1);
        values.put("warmUpConnections", "10", 2);
        TimeValue second = TimeValue.seconds(1);
        BenchmarkParams params = new BenchmarkParams(
                "dev.heddle.benchmarks.Connections.connectAndReset",
                "generated",
                true,
                1,
                new int[] {1},
                List.of(),
                1,
                0,
                new IterationParams(IterationType.WARMUP, 0, second, 1),
                new IterationParams(IterationType.MEASUREMENT, scores.length, second, 1),
                Mode.Throughput,
                values,
                TimeUnit.SECONDS,
                1,
                "java",
                List.of(),
                "25",
                "VM",
                "25",
                "1.37",
                second);
        List<IterationResult> iterations = new ArrayList<>();
        for (int score : scores) {
            IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
            iteration.addResult(new ThroughputResult(
                    ResultRole.PRIMARY, "connectAndReset", score, 1_000_000_000, TimeUnit.SECONDS));
            iterations.add(iteration);
        }
        return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
    }

    private Path written() throws IOException {
        Path file = folder.resolve("results.json");
        SavedResults.write(
                file, List.of(fork("loom", 3, 1, 2), fork("bare-nio", 9), fork("selector", 5), fork("loom", 8)));
        return file;
    }

    @Test
    void forksOfOneArmBecomeOneEntry() throws IOException {
        JsonArray array = JsonParser.parseString(Files.readString(written())).getAsJsonArray();

        assertThat(array).hasSize(3);
        JsonObject loom = array.get(0).getAsJsonObject();
        assertThat(loom.getAsJsonObject("params").get("arm").getAsString()).isEqualTo("loom");
        assertThat(loom.get("forks").getAsInt()).isEqualTo(2);
        assertThat(loom.getAsJsonObject("primaryMetric").getAsJsonArray("rawData"))
                .hasSize(2);
    }

    @Test
    void whatWasWrittenIsReadWithTheBackendsFirst() throws IOException {
        List<Measured> read = SavedResults.read(written());

        assertThat(read).hasSize(1);
        Measured measured = read.get(0);
        assertThat(measured.moreIsBetter()).isTrue();
        assertThat(measured.unitInWords()).isEqualTo("connections per second");
        assertThat(measured.workload().parameters()).isEqualTo(Map.of("inFlight", "64"));
        assertThat(measured.arms()).extracting(Series::arm).containsExactly("selector", "loom", "bare-nio");
    }

    @Test
    void aForkIsTheMedianOfItsIterations() throws IOException {
        Measured measured = SavedResults.read(written()).get(0);

        assertThat(measured.arm("loom").orElseThrow().forks()).containsExactly(2.0, 8.0);
    }

    @Test
    void theEnvironmentBesideTheResultsIsRead() throws IOException {
        written();
        new Environment(Map.of("size", "smoke: one round")).write(folder.resolve("environment.json"));

        assertThat(SavedRun.read(folder).environment().isSmoke()).isTrue();
        assertThat(SavedRun.read(folder.resolve("results.json")).environment().isSmoke())
                .isTrue();
    }

    @Test
    void resultsMayComeWithoutAnEnvironment() throws IOException {
        written();

        assertThat(SavedRun.read(folder).environment().facts()).isEmpty();
    }
}
