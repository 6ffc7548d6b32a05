package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;

/**
 * What was done: a workload with its parameters. It is saved with its words, so that results can be read where that
 * workload is not, or has changed since.
 */
public record Work(String workload, Parameters parameters, String title, String operation) {

    /** What a workload is with these parameters. */
    public static Work of(Workload workload, Parameters at) {
        return new Work(workload.name(), at, workload.title(at), workload.operation(at));
    }
}
