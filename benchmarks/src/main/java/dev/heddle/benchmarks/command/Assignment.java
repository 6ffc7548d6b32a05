package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Work;
import java.util.List;

/** What arms are given to do in a comparison: a workload with its parameters. */
record Assignment(Workload workload, Parameters at) {

    /** Everything there is. */
    static List<Assignment> all() {
        return Workloads.all().stream()
                .flatMap(workload -> workload.points().stream().map(point -> new Assignment(workload, point.at())))
                .toList();
    }

    String title() {
        return workload.title(at);
    }

    /** Whether the controls are to take part. */
    boolean isForControls() {
        return workload.points().stream()
                .anyMatch(point -> point.isForControls() && point.at().equals(at));
    }

    Work work() {
        return Work.of(workload, at);
    }
}
