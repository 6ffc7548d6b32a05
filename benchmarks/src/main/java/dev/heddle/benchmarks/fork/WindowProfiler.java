package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.results.Pass;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/** Profiles the iteration, of which there is one, that JMH measures in a fork. What is counted becomes a result of JMH's. */
public final class WindowProfiler implements InternalProfiler {

    private final Window window;

    /** Made by JMH, from what {@link #argument} returned. */
    public WindowProfiler(String argument) {
        window = Window.Purpose.ofJson(argument).open();
    }

    /** What JMH is to be told about what is to be found out. */
    public static String argument(Pass pass, String file) {
        return new Window.Purpose(pass, file).toJson();
    }

    @Override
    public String getDescription() {
        return "what an operation costs apart from time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            try {
                window.begin();
            } catch (Exception failed) {
                throw new IllegalStateException("cannot profile: " + failed, failed);
            }
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult found) {
        if (iteration.getType() != IterationType.MEASUREMENT) {
            return List.of();
        }
        try {
            return window.end().entrySet().stream()
                    .map(count -> new ScalarResult(count.getKey(), count.getValue(), "counts", AggregationPolicy.SUM))
                    .toList();
        } catch (Exception failed) {
            throw new IllegalStateException("cannot profile: " + failed, failed);
        }
    }
}
