package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Callbacks;
import dev.heddle.benchmarks.Connections;
import dev.heddle.benchmarks.FutureArm;
import dev.heddle.benchmarks.GatheredFutures;
import dev.heddle.benchmarks.MillionTimers;
import dev.heddle.benchmarks.NestedFutures;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.RandomTimers;
import dev.heddle.benchmarks.SingleTimer;
import dev.heddle.benchmarks.TaskArm;
import dev.heddle.benchmarks.Tasks;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.TimerChurn;
import dev.heddle.benchmarks.Timers;
import dev.heddle.benchmarks.TlsArm;
import dev.heddle.benchmarks.TlsEcho;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The parameter that says how many messages to send and have back before anything is measured. */
    public static final String WARM_UP_ROUND_TRIPS = "warmUpRoundTrips";

    /** Takes what makes the workload out of the parameters of a benchmark. */
    public static Workload of(String benchmark, Map<String, String> parameters) {
        SortedMap<String, String> own = new TreeMap<>(parameters);
        own.remove(ARM);
        own.remove(WARM_UP_CONNECTIONS);
        own.remove(WARM_UP_ROUND_TRIPS);
        return new Workload(benchmark, own);
    }

    /** What a comparison consists of, unless more is asked for. */
    public static List<Workload> usual() {
        return List.of(
                of(SingleTimer.class, "fire", Map.of()),
                of(Timers.class, "fire", Map.of("outstanding", "1000")),
                of(Timers.class, "fire", Map.of("outstanding", "100000")),
                of(TimerChurn.class, "cancelAndSchedule", Map.of("outstanding", "100000")),
                of(TimerChurn.class, "reset", Map.of("outstanding", "100000")),
                connections(1, 1),
                connections(64, 1),
                connections(512, 1));
    }

    /** Everything that is measured without being chosen, if peers are. */
    public static List<Workload> withPeers() {
        List<Workload> more = List.of(
                of(MillionTimers.class, "fire", Map.of()),
                of(RandomTimers.class, "fire", Map.of("calls", "1000000")),
                connections(1, 2),
                connections(64, 2),
                connections(512, 2),
                callbacks("addAndFire", 1),
                callbacks("addAndFire", 3),
                callbacks("addAndFire", 10),
                callbacks("fireAndAdd", 1),
                callbacks("fireAndAdd", 3),
                callbacks("fireAndAdd", 10),
                of(NestedFutures.class, "nest", Map.of("depth", "1000")),
                of(GatheredFutures.class, "gather", Map.of("futures", "100")),
                of(Tasks.class, "awaitFired", Map.of()),
                of(Tasks.class, "awaitUnfired", Map.of()),
                of(Tasks.class, "forkAndJoin", Map.of()));
        return Stream.concat(usual().stream(), more.stream()).toList();
    }

    /** Everything there is. To add a workload, write a benchmark that has the arm as parameter, and name it here. */
    public static List<Workload> all() {
        List<Workload> more = List.of(tlsEcho(1, 64), tlsEcho(1, 16_384), tlsEcho(64, 64), tlsEcho(64, 16_384));
        return Stream.concat(withPeers().stream(), more.stream()).toList();
    }

    private static Workload tlsEcho(int connections, int messageBytes) {
        return of(
                TlsEcho.class,
                "echo",
                Map.of("connections", String.valueOf(connections), "messageBytes", String.valueOf(messageBytes)));
    }

    private static Workload connections(int inFlight, int loops) {
        Map<String, String> parameters = Map.of("inFlight", String.valueOf(inFlight), "loops", String.valueOf(loops));
        return of(Connections.class, "connectAndReset", parameters);
    }

    private static Workload callbacks(String order, int callbacks) {
        return of(Callbacks.class, order, Map.of("callbacks", String.valueOf(callbacks)));
    }

    private static Workload of(Class<?> benchmarks, String method, Map<String, String> parameters) {
        return of(benchmarks.getName() + "." + method, parameters);
    }

    /** The parameter that says how much the benchmark does before it measures, if it has one. */
    public Optional<String> warmUp() {
        return switch (className()) {
            case "Connections" -> Optional.of(WARM_UP_CONNECTIONS);
            case "TlsEcho" -> Optional.of(WARM_UP_ROUND_TRIPS);
            default -> Optional.empty();
        };
    }

    /** What an arm must be to do it. */
    public Class<? extends Arm> kind() {
        return switch (className()) {
            case "Connections" -> NetworkArm.class;
            case "Callbacks", "NestedFutures", "GatheredFutures" -> FutureArm.class;
            case "Tasks" -> TaskArm.class;
            case "TlsEcho" -> TlsArm.class;
            default -> TimerArm.class;
        };
    }

    /** The workload in words. */
    public String title() {
        String outstanding = grouped("outstanding");
        return switch (shortName()) {
            case "SingleTimer.fire" -> "timers: schedule and fire, 1 at a time";
            case "Timers.fire" -> "timers: schedule and fire, " + outstanding + " due at once";
            case "MillionTimers.fire" -> "timers: schedule and fire, 1,000,000 due at once";
            case "RandomTimers.fire" -> "timers: " + grouped("calls") + " with delays of 1 to 100 ms";
            case "TimerChurn.cancelAndSchedule" -> "timers: cancel and schedule, " + outstanding + " outstanding";
            case "TimerChurn.reset" -> "timers: reset, " + outstanding + " outstanding";
            case "Connections.connectAndReset" ->
                "connect, accept, reset: " + grouped("inFlight") + " in flight"
                        + (parameters.getOrDefault("loops", "1").equals("2") ? ", two loops" : "");
            case "Callbacks.addAndFire" -> "futures: add " + callbacks() + " and fire";
            case "Callbacks.fireAndAdd" -> "futures: already fired, add " + callbacks();
            case "NestedFutures.nest" -> "futures: a chain of " + grouped("depth");
            case "GatheredFutures.gather" -> "futures: gather " + grouped("futures");
            case "Tasks.awaitFired" -> "tasks: await a result that is there";
            case "Tasks.awaitUnfired" -> "tasks: await a result that is not there yet";
            case "Tasks.forkAndJoin" -> "tasks: fork 10 subtasks and join";
            case "TlsEcho.echo" ->
                "tls: echo " + grouped("messageBytes") + " bytes, " + grouped("connections")
                        + (parameters.getOrDefault("connections", "1").equals("1") ? " connection" : " connections");
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
            case "SingleTimer.fire", "Timers.fire", "MillionTimers.fire" -> "timed call";
            case "RandomTimers.fire" -> "run of " + grouped("calls") + " timed calls";
            case "TimerChurn.cancelAndSchedule" -> "cancel and schedule";
            case "TimerChurn.reset" -> "reset";
            case "Connections.connectAndReset" -> "connection";
            case "Callbacks.addAndFire", "Callbacks.fireAndAdd" -> "future with " + callbacks();
            case "NestedFutures.nest" -> "chain";
            case "GatheredFutures.gather" -> "gathering";
            case "Tasks.awaitFired", "Tasks.awaitUnfired" -> "await";
            case "Tasks.forkAndJoin" -> "scope";
            case "TlsEcho.echo" -> "round trip";
            default -> "operation";
        };
    }

    private String callbacks() {
        String count = grouped("callbacks");
        return count + (count.equals("1") ? " callback" : " callbacks");
    }

    /** Class and method, without the package. */
    private String shortName() {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private String className() {
        return shortName().substring(0, shortName().indexOf('.'));
    }

    /** The value of a parameter, with its thousands marked if it is a number. */
    private String grouped(String parameter) {
        String value = parameters.getOrDefault(parameter, "?");
        return value.matches("\\d{1,18}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }
}
