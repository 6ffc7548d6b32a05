package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Recorder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Keeps what a workload tells of one iteration. */
final class Recorded implements Recorder {

    final Map<String, Double> figures = new LinkedHashMap<>();
    final Map<String, Histogram> histograms = new LinkedHashMap<>();
    double generatorSeconds;
    long operations;

    @Override
    public void figure(String metric, double value) {
        figures.put(metric, value);
    }

    /** Of what was told before. */
    @Override
    public void percentile(String metric, String histogram, double percent) {
        figures.put(metric, histograms.get(histogram).getValueAtPercentile(percent) / 1e3);
    }

    @Override
    public void histogram(String name, Histogram nanos) {
        histograms.put(name, nanos);
    }

    @Override
    public void operations(long count) {
        operations += count;
    }

    @Override
    public void generatorCpu(double seconds) {
        generatorSeconds += seconds;
    }
}
