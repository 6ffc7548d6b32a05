package dev.heddle.benchmarks.results;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.JmhWorkload;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** JMH's own file of results, which viewers of those read: an array with an object for each benchmark and its parameters. */
public final class JmhJson {

    private static final String BENCHMARK = "benchmark";
    private static final String PARAMS = "params";
    private static final String RAW_DATA = "rawData";
    private static final String HISTOGRAMS = "rawDataHistogram";
    private static final double CONFIDENCE = 0.999; // as JMH has it

    private JmhJson() {}

    /** Writes the forks that JMH measured, as if it had run all forks of a benchmark one after the other. */
    public static void write(Path file, Collection<Fork> forks) throws IOException {
        Map<List<JsonElement>, JsonObject> together = new LinkedHashMap<>();
        for (Fork fork : forks) {
            JsonObject one = fork.found().jmh();
            if (one != null) {
                List<JsonElement> key = List.of(one.get(BENCHMARK), params(one), new JsonPrimitive(fork.variant()));
                together.merge(key, one.deepCopy(), JmhJson::merged);
            }
        }
        Files.writeString(file, Json.pretty(together.values()) + "\n");
    }

    private static JsonObject params(JsonObject result) {
        return result.has(PARAMS) ? result.getAsJsonObject(PARAMS) : new JsonObject();
    }

    private static JsonObject merged(JsonObject all, JsonObject more) {
        all.addProperty("forks", all.get("forks").getAsInt() + more.get("forks").getAsInt());
        merge(primary(all), primary(more));
        JsonObject others = more.getAsJsonObject("secondaryMetrics");
        JsonObject secondary = all.getAsJsonObject("secondaryMetrics");
        if (others != null && secondary != null) {
            for (String name : others.keySet()) {
                if (secondary.has(name)) {
                    merge(secondary.getAsJsonObject(name), others.getAsJsonObject(name));
                }
            }
        }
        return all;
    }

    private static JsonObject primary(JsonObject result) {
        return result.getAsJsonObject("primaryMetric");
    }

    private static void merge(JsonObject metric, JsonObject more) {
        for (String raw : List.of(RAW_DATA, HISTOGRAMS)) {
            if (metric.has(raw) && more.has(raw)) {
                metric.getAsJsonArray(raw).addAll(more.getAsJsonArray(raw));
            }
        }
        if (metric.has(RAW_DATA)) {
            summarize(metric);
        }
    }

    /** Computes what JMH computes of all iterations of all forks. */
    private static void summarize(JsonObject metric) {
        double[] values = metric.getAsJsonArray(RAW_DATA).asList().stream()
                .flatMap(fork -> fork.getAsJsonArray().asList().stream())
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
        Statistics statistics = new ListStatistics(values);
        double[] interval = statistics.getConfidenceIntervalAt(CONFIDENCE);
        metric.add("score", number(statistics.getMean()));
        metric.add("scoreError", number(statistics.getMeanErrorAt(CONFIDENCE)));
        JsonArray ends = new JsonArray();
        ends.add(number(interval[0]));
        ends.add(number(interval[1]));
        metric.add("scoreConfidence", ends);
        if (metric.has("scorePercentiles")) {
            JsonObject percentiles = metric.getAsJsonObject("scorePercentiles");
            List.copyOf(percentiles.keySet())
                    .forEach(rank -> percentiles.add(rank, number(statistics.getPercentile(Double.parseDouble(rank)))));
        }
    }

    /** JMH writes {@code "NaN"} as a text, since JSON has no such number. */
    private static JsonPrimitive number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : new JsonPrimitive(String.valueOf(value));
    }

    /** The figures in what JMH writes about one fork. */
    public static List<Iterations> figures(JsonObject result) {
        return List.of(iterations(
                metric(result), primary(result).getAsJsonArray(RAW_DATA).get(0).getAsJsonArray()));
    }

    private static Metric metric(JsonObject result) {
        String unit = primary(result).get("scoreUnit").getAsString();
        return result.get("mode").getAsString().equals("thrpt")
                ? new Metric("speed", unit, Better.MORE)
                : new Metric("time", unit, Better.LESS);
    }

    private static Iterations iterations(Metric metric, JsonArray values) {
        return new Iterations(
                metric, values.asList().stream().map(JsonElement::getAsDouble).toList());
    }

    /**
     * The forks in a file of JMH's. Which of them ran together, it does not say.
     *
     * @throws IOException if it cannot be read, or is something else
     */
    public static List<Fork> read(Path file) throws IOException {
        try {
            List<Fork> forks = new ArrayList<>();
            for (JsonElement element :
                    JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
                addForks(String.valueOf(file.getFileName()), element.getAsJsonObject(), forks);
            }
            return forks;
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | IllegalArgumentException malformed) {
            throw new IOException(file + " is no file of JMH's results in JSON", malformed);
        }
    }

    private static void addForks(String run, JsonObject result, List<Fork> forks) {
        Map<String, String> values = new TreeMap<>();
        params(result)
                .entrySet()
                .forEach(value -> values.put(value.getKey(), value.getValue().getAsString()));
        String named = values.remove(JmhWorkload.ARM);
        String arm = named == null ? "(no arm)" : named;
        Work work = work(result.get(BENCHMARK).getAsString(), new Parameters(new TreeMap<>(values)));
        int round = 0;
        for (JsonElement raw : primary(result).getAsJsonArray(RAW_DATA)) {
            round++;
            Findings found =
                    new Findings(List.of(iterations(metric(result), raw.getAsJsonArray())), Map.of(), null, null);
            forks.add(new Fork(
                    Fork.SCHEMA,
                    run,
                    round,
                    1,
                    work,
                    arm,
                    Arms.role(arm),
                    Fork.ONLY_VARIANT,
                    Fork.Status.MEASURED,
                    "",
                    0,
                    -1,
                    found,
                    null));
        }
    }

    /** What the benchmark is, in the words of the workload, if it is one of the lab's. */
    private static Work work(String benchmark, Parameters values) {
        int dot = benchmark.lastIndexOf('.');
        String method = benchmark.substring(dot + 1);
        String simpleName = benchmark.substring(benchmark.lastIndexOf('.', dot - 1) + 1, dot);
        return Workloads.all().stream()
                .filter(workload -> workload.getClass().getSimpleName().equals(simpleName))
                .flatMap(workload -> known(workload, values.with(JmhWorkload.METHOD, method)).stream())
                .findFirst()
                .orElseGet(() -> {
                    String name = simpleName + "." + method;
                    return new Work(name, values, (name + " " + values).strip(), "operation");
                });
    }

    /** None if parameters are missing. What else there is only prepares, and is no part of the work. */
    private static Optional<Work> known(Workload workload, Parameters given) {
        Parameters at = Parameters.NONE;
        for (String name : workload.points().get(0).at().values().keySet()) {
            if (!given.has(name)) {
                return Optional.empty();
            }
            at = at.with(name, given.text(name));
        }
        return Optional.of(Work.of(workload, at));
    }
}
