package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.results.Cpu;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Iterations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Keeps what a fork finds. */
final class KeptFigures implements Recorder {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final Map<String, Percentile> percentiles = new HashMap<>();
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private @Nullable Double generatorSeconds;
    private long operations;
    private int ended;

    private record Percentile(String histogram, double percent) {}

    /** Of those metrics, the first of which is judged. */
    KeptFigures(List<Metric> metrics) {
        for (Metric metric : metrics) {
            this.metrics.put(metric.name(), metric);
            figures.put(metric.name(), new ArrayList<>());
        }
    }

    @Override
    public void figure(String metric, double value) {
        List<Double> values = ofMetric(metric);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(metric + " is " + value + ", which is no figure");
        }
        values.add(value);
    }

    private List<Double> ofMetric(String name) {
        List<Double> values = figures.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no metric '" + name + "'; there are " + figures.keySet());
        }
        return values;
    }

    @Override
    public void percentile(String metric, String histogram, double percent) {
        ofMetric(metric);
        percentiles.put(metric, new Percentile(histogram, percent));
    }

    @Override
    public void histogram(String name, Histogram nanos) {
        histograms
                .computeIfAbsent(name, first -> new Histogram(nanos.getNumberOfSignificantValueDigits()))
                .add(nanos);
    }

    @Override
    public void operations(long count) {
        operations += count;
    }

    @Override
    public void generatorCpu(double seconds) {
        generatorSeconds = (generatorSeconds == null ? 0 : generatorSeconds) + seconds;
    }

    /** Checks that there is a figure of each metric, or will be. */
    void endIteration() {
        ended++;
        figures.forEach((metric, values) ->
                Completion.check("figures of " + metric, percentiles.containsKey(metric) ? 0 : ended, values.size()));
    }

    /** How many operations were done in all iterations. */
    long operations() {
        return operations;
    }

    /** All of it. */
    Findings findings(long cpuNanos, long elapsedNanos) {
        List<Iterations> all = metrics.values().stream()
                .map(metric -> new Iterations(metric, values(metric.name())))
                .toList();
        Cpu cpu = new Cpu(cpuNanos / NANOS_PER_SECOND, elapsedNanos / NANOS_PER_SECOND, generatorSeconds);
        return new Findings(all, histograms, cpu, null);
    }

    private List<Double> values(String metric) {
        Percentile percentile = percentiles.get(metric);
        if (percentile == null) {
            return ofMetric(metric);
        }
        Histogram nanos = histograms.get(percentile.histogram);
        if (nanos == null || nanos.getTotalCount() == 0) {
            throw new IllegalStateException(
                    metric + " is a percentile of '" + percentile.histogram + "', of which there are no times");
        }
        return List.of(nanos.getValueAtPercentile(percentile.percent) / NANOS_PER_MICRO);
    }
}
