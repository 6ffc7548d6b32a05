package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Connections;
import dev.heddle.benchmarks.SingleTimer;
import dev.heddle.benchmarks.TimerChurn;
import dev.heddle.benchmarks.Timers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the arms are given to do: a benchmark and its parameters, but for the arm and those that only prepare.
 *
 * @param benchmark class and method, as JMH names them
 * @param parameters by name
 */
public record Workload(String benchmark, SortedMap<String, String> parameters) {

    /** The parameter that names the arm. */
    public static final String ARM = "arm";

    /** The parameter that says how often to connect before anything is measured. */
    public static final String WARM_UP_CONNECTIONS = "warmUpConnections";

    /** Takes what makes the workload out of the parameters of a benchmark. */
    public static Workload of(String benchmark, Map<String, String> parameters) {
        SortedMap<String, String> own = new TreeMap<>(parameters);
        own.remove(ARM);
        own.remove(WARM_UP_CONNECTIONS);
        return new Workload(benchmark, own);
    }

    /** What a comparison consists of. To add one, write a benchmark that has the arm as parameter, and name it here. */
    public static List<Workload> compared() {
        return List.of(
                of(SingleTimer.class, "fire", Map.of()),
                of(Timers.class, "fire", Map.of("outstanding", "1000")),
                of(Timers.class, "fire", Map.of("outstanding", "100000")),
                of(TimerChurn.class, "cancelAndSchedule", Map.of("outstanding", "100000")),
                of(TimerChurn.class, "reset", Map.of("outstanding", "100000")),
                of(Connections.class, "connectAndReset", Map.of("inFlight", "1")),
                of(Connections.class, "connectAndReset", Map.of("inFlight", "64")),
                of(Connections.class, "connectAndReset", Map.of("inFlight", "512")));
    }

    private static Workload of(Class<?> benchmarks, String method, Map<String, String> parameters) {
        return of(benchmarks.getName() + "." + method, parameters);
    }

    /** Whether the benchmark makes connections before it measures. */
    public boolean connects() {
        return benchmark.startsWith(Connections.class.getName() + ".");
    }

    /** The workload in words. */
    public String title() {
        String outstanding = grouped("outstanding");
        return switch (shortName()) {
            case "SingleTimer.fire" -> "timers: schedule and fire, 1 at a time";
            case "Timers.fire" -> "timers: schedule and fire, " + outstanding + " due at once";
            case "TimerChurn.cancelAndSchedule" -> "timers: cancel and schedule, " + outstanding + " outstanding";
            case "TimerChurn.reset" -> "timers: reset, " + outstanding + " outstanding";
            case "Connections.connectAndReset" -> "connect, accept, reset: " + grouped("inFlight") + " in flight";
            default ->
                shortName()
                        + parameters.entrySet().stream()
                                .map(parameter -> " " + parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining());
        };
    }

    /** What one operation is. */
    public String operation() {
        return switch (shortName()) {
            case "SingleTimer.fire", "Timers.fire" -> "timed call";
            case "TimerChurn.cancelAndSchedule" -> "cancel and schedule";
            case "TimerChurn.reset" -> "reset";
            case "Connections.connectAndReset" -> "connection";
            default -> "operation";
        };
    }

    /** Class and method, without the package. */
    private String shortName() {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /** The value of a parameter, with its thousands marked if it is a number. */
    private String grouped(String parameter) {
        String value = parameters.getOrDefault(parameter, "?");
        return value.matches("\\d{1,18}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }
}
