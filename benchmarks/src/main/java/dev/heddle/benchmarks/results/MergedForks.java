package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.WorkloadParams;

/** Puts forks that were run one by one together again, as if JMH had run all forks of a benchmark itself. */
public final class MergedForks {

    private MergedForks() {}

    /** One result for each benchmark with its parameters, in the order they were first seen. */
    public static List<RunResult> merge(Collection<RunResult> forks) {
        Map<List<String>, List<RunResult>> together = new LinkedHashMap<>();
        for (RunResult fork : forks) {
            together.computeIfAbsent(key(fork.getParams()), first -> new ArrayList<>())
                    .add(fork);
        }
        return together.values().stream().map(MergedForks::mergeAlike).toList();
    }

    private static List<String> key(BenchmarkParams params) {
        List<String> key = new ArrayList<>();
        key.add(params.getBenchmark());
        params.getParamsKeys().stream().sorted().forEach(name -> key.add(name + "=" + params.getParam(name)));
        return key;
    }

    private static RunResult mergeAlike(List<RunResult> forks) {
        List<BenchmarkResult> results = forks.stream()
                .flatMap(fork -> fork.getBenchmarkResults().stream())
                .toList();
        return new RunResult(withForks(forks.get(0).getParams(), results.size()), results);
    }

    /** The same parameters, but for the number of forks. */
    private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
        Map<String, String> values = new LinkedHashMap<>();
        params.getParamsKeys().forEach(name -> values.put(name, params.getParam(name)));
        return new BenchmarkParams(
                params.getBenchmark(),
                params.generatedBenchmark(),
                params.shouldSynchIterations(),
                params.getThreads(),
                params.getThreadGroups(),
                params.getThreadGroupLabels(),
                forks,
                params.getWarmupForks(),
                params.getWarmup(),
                params.getMeasurement(),
                params.getMode(),
                workloadParams(values),
                params.getTimeUnit(),
                params.getOpsPerInvocation(),
                params.getJvm(),
                params.getJvmArgs(),
                params.getJdkVersion(),
                params.getVmName(),
                params.getVmVersion(),
                params.getJmhVersion(),
                params.getTimeout());
    }

    private static WorkloadParams workloadParams(Map<String, String> values) {
        WorkloadParams params = new WorkloadParams();
        int order = 0;
        for (Map.Entry<String, String> value : values.entrySet()) {
            params.put(value.getKey(), value.getValue(), order);
            order++;
        }
        return params;
    }
}
