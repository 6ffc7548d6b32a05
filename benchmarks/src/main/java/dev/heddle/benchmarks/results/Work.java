package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import java.util.List;

/**
 * What was done: a workload with its parameters. It is saved with its words, so that results can be read where that
 * workload is not, or has changed since.
 */
public record Work(String workload, Parameters parameters, String title, String operation) {

    /** What a workload is with these parameters. */
    public static Work of(Workload workload, Parameters at) {
        return new Work(workload.name(), at, workload.title(at), workload.operation(at));
    }

    /** Whether both are the same work, though one may be told in other words. */
    public boolean isSameAs(Work other) {
        return key().equals(other.key());
    }

    /** What tells it from other work. */
    List<Object> key() {
        return List.of(workload, parameters);
    }
}
