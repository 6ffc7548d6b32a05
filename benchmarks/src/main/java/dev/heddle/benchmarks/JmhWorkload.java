package dev.heddle.benchmarks;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * A workload that JMH measures: the benchmark class itself, with a JMH parameter {@link #ARM} that names the arm, and one
 * for each of the {@linkplain #points() settings'} parameters but {@link #METHOD}.
 */
public non-sealed interface JmhWorkload extends Workload {

    /** The JMH parameter that names the arm. */
    String ARM = "arm";

    /** The parameter that says which of several benchmark methods is meant. JMH does not get it. */
    String METHOD = "method";

    /** The JMH parameter, if there is one, that gets {@link Effort#warmUps()}: how much is done before the first iteration. */
    default Optional<String> warmUp() {
        return Optional.empty();
    }

    /** Class and method, as JMH names them. */
    default String benchmark(Parameters at) {
        return getClass().getName() + "." + (at.has(METHOD) ? at.text(METHOD) : onlyMethod());
    }

    /** What JMH measures, as its annotations have it: a speed, if its mode is throughput, or else a time. */
    @Override
    default List<Metric> metrics() {
        Class<?> benchmarks = getClass();
        String unit = unit(benchmarks.getAnnotation(OutputTimeUnit.class).value());
        boolean speed = Arrays.asList(
                        benchmarks.getAnnotation(BenchmarkMode.class).value())
                .contains(Mode.Throughput);
        return List.of(
                speed
                        ? new Metric("speed", "ops/" + unit, Better.MORE)
                        : new Metric("time", unit + "/op", Better.LESS));
    }

    private String onlyMethod() {
        List<String> methods = Arrays.stream(getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .toList();
        if (methods.size() != 1) {
            throw new IllegalStateException(getClass().getName() + " has the benchmarks " + methods
                    + ": its points need the parameter '" + METHOD + "'");
        }
        return methods.get(0);
    }

    private static String unit(TimeUnit unit) {
        return switch (unit) {
            case NANOSECONDS -> "ns";
            case MICROSECONDS -> "us";
            case MILLISECONDS -> "ms";
            case SECONDS -> "s";
            default -> unit.name().toLowerCase(Locale.ROOT);
        };
    }
}
