package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Work;
import java.util.List;
import java.util.Optional;

/**
 * What arms are given to do in a comparison: a workload with its parameters.
 *
 * @param manyControls whether the controls take part where there is time for them, too
 */
record Assignment(Workload workload, Parameters at, boolean manyControls) {

    /** With few controls. */
    Assignment(Workload workload, Parameters at) {
        this(workload, at, false);
    }

    /** Everything there is, for those who choose from it, which have time for controls. */
    static List<Assignment> all() {
        return Workloads.all().stream()
                .flatMap(
                        workload -> workload.points().stream().map(point -> new Assignment(workload, point.at(), true)))
                .toList();
    }

    String title() {
        return workload.title(at);
    }

    /** Whether the arm of that name is to do it: it can, and does not stay out. Controls do little. */
    boolean isFor(String arm) {
        return isPossibleFor(arm)
                && (isForControls() || !Arms.role(arm).isControl())
                && reasonToStayOut(arm).isEmpty();
    }

    /** Why the arm of that name takes no part, though it could, if it does not. */
    Optional<String> reasonToStayOut(String arm) {
        return isPossibleFor(arm) ? Arms.reasonToStayOut(arm, workload, at) : Optional.empty();
    }

    private boolean isPossibleFor(String arm) {
        return Arms.can(arm, workload.kinds(at));
    }

    /** Whether the controls are to take part. */
    boolean isForControls() {
        return workload.points().stream()
                .filter(point -> point.at().equals(at))
                .anyMatch(point -> switch (point.controls()) {
                    case NEVER -> false;
                    case WHEN_CHOSEN -> manyControls;
                    case ALWAYS -> true;
                });
    }

    Work work() {
        return Work.of(workload, at);
    }
}
