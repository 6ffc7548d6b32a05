package dev.heddle.benchmarks.results;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.heddle.benchmarks.Arms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** JMH's own file of results: an array with an object for each benchmark and its parameters. */
public final class SavedResults {

    private SavedResults() {}

    /** Replaces {@code file}. At no time is half a file there. */
    public static void write(Path file, Collection<RunResult> forks) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (PrintStream out = new PrintStream(Files.newOutputStream(fresh), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(MergedForks.merge(forks));
            if (out.checkError()) {
                throw new IOException("cannot write " + fresh);
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The workloads in {@code file}, in its order, with the backends first in each.
     *
     * @throws IOException if it cannot be read, or is no file of JMH's results
     */
    public static List<Measured> read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | IllegalArgumentException malformed) {
            throw new IOException(file + " is no file of JMH's results in JSON", malformed);
        }
    }

    private static List<Measured> parse(String json) {
        Map<Workload, List<JsonObject>> together = new LinkedHashMap<>();
        for (JsonElement element : JsonParser.parseString(json).getAsJsonArray()) {
            JsonObject result = element.getAsJsonObject();
            Workload workload = Workload.of(result.get("benchmark").getAsString(), parameters(result));
            together.computeIfAbsent(workload, first -> new ArrayList<>()).add(result);
        }
        return together.entrySet().stream()
                .map(entry -> measured(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Measured measured(Workload workload, List<JsonObject> results) {
        JsonObject first = results.get(0);
        List<Series> arms = results.stream()
                .map(SavedResults::series)
                .sorted(Comparator.comparing(Series::arm, Arms.inOrder()))
                .toList();
        return new Measured(
                workload,
                metric(first).get("scoreUnit").getAsString(),
                first.get("mode").getAsString().equals("thrpt"),
                arms);
    }

    private static Series series(JsonObject result) {
        List<Double> medians = new ArrayList<>();
        for (JsonElement fork : metric(result).getAsJsonArray("rawData")) {
            JsonArray iterations = fork.getAsJsonArray();
            medians.add(Series.median(
                    StreamSupport.stream(iterations.spliterator(), false).mapToDouble(JsonElement::getAsDouble)));
        }
        return new Series(parameters(result).getOrDefault(Workload.ARM, "(no arm)"), medians);
    }

    private static JsonObject metric(JsonObject result) {
        return result.getAsJsonObject("primaryMetric");
    }

    private static Map<String, String> parameters(JsonObject result) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (result.has("params")) {
            result.getAsJsonObject("params")
                    .entrySet()
                    .forEach(entry ->
                            parameters.put(entry.getKey(), entry.getValue().getAsString()));
        }
        return parameters;
    }
}
