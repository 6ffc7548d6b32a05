package dev.heddle.benchmarks.results;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Forks to be saved and read. */
final class Forks {

    static final Work WORK = new Work(
            "connections", Parameters.of("inFlight", 64).with("loops", 1), "connect: 64 in flight", "connection");
    static final Metric SPEED = new Metric("speed", "ops/s", Better.MORE);

    private Forks() {}

    /** Of the run {@code a}; an iteration for each score. */
    static Fork measured(int round, String arm, Role role, Double... scores) {
        Histogram latency = new Histogram(3);
        Arrays.stream(scores).forEach(score -> latency.recordValue(score.longValue()));
        Findings found = new Findings(
                List.of(new Iterations(SPEED, List.of(scores))),
                Map.of("latency", latency),
                new Cpu(0.9, 1.2, null),
                jmh(arm, scores));
        return fork(round, arm, role, Fork.Status.MEASURED, found, null);
    }

    /** Whose clients were busy that much. */
    static Fork withClients(String arm, int round, Metric metric, double generator) {
        Findings found =
                new Findings(List.of(new Iterations(metric, List.of(1.0))), Map.of(), new Cpu(2, 1, generator), null);
        return fork(round, arm, Role.BACKEND, Fork.Status.MEASURED, found, null);
    }

    static Fork failed(int round, String arm, Role role) {
        return failed(round, arm, role, Fork.Status.FAILED);
    }

    static Fork failed(int round, String arm, Role role, Fork.Status how) {
        Fork.Failure failure = new Fork.Failure("it broke", List.of("at the end"));
        return fork(round, arm, role, how, Findings.NONE, failure);
    }

    private static Fork fork(
            int round, String arm, Role role, Fork.Status status, Findings found, Fork.Failure failure) {
        String begun = "2026-01-01T00:00:00Z";
        return new Fork(1, "a", round, 1, WORK, arm, role, "default", status, begun, 3.5, 0.25, found, failure);
    }

    /** As JMH writes it. */
    private static JsonObject jmh(String arm, Double... scores) {
        return JsonParser.parseString(String.format("""
            {"benchmark": "dev.heddle.benchmarks.workloads.Connections.connectAndReset", "mode": "thrpt",
             "forks": 1, "params": {"arm": "%s", "inFlight": "64", "loops": "1", "warmUpConnections": "9"},
             "primaryMetric": {"score": 0, "scoreError": "NaN", "scoreConfidence": ["NaN", "NaN"],
               "scorePercentiles": {"0.0": 0, "50.0": 0, "100.0": 0}, "scoreUnit": "ops/s",
               "rawData": [%s]},
             "secondaryMetrics": {}}
            """, arm, Arrays.toString(scores)))
                .getAsJsonObject();
    }
}
