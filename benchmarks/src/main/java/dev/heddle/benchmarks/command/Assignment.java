package dev.heddle.benchmarks.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Work;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What arms are given to do in a comparison: a workload with its parameters.
 *
 * @param isForControls whether the controls are to take part
 */
record Assignment(Workload workload, Parameters at, boolean isForControls) {

    /** A point of a workload, with few controls, or also with those that take part where there is time for them. */
    static Assignment of(Workload workload, Point point, boolean manyControls) {
        boolean isForControls = switch (point.controls()) {
            case NEVER -> false;
            case WHEN_CHOSEN -> manyControls;
            case ALWAYS -> true;
        };
        return new Assignment(workload, point.at(), isForControls);
    }

    /** Everything there is, for those who choose from it, which have time for controls. */
    static List<Assignment> all() {
        return Workloads.all().stream()
                .flatMap(workload -> workload.points().stream().map(point -> of(workload, point, true)))
                .toList();
    }

    /** The same at another value. */
    Assignment with(String name, String value, boolean isForControls) {
        return new Assignment(workload, at.with(name, value), isForControls);
    }

    /** Whether both are the same work, with controls or not. */
    boolean isSameWorkAs(Assignment other) {
        return workload.equals(other.workload) && at.equals(other.at);
    }

    String title() {
        return workload.title(at);
    }

    /** Whether the arm of that name is to do it: it can, and does not stay out. Controls do little. */
    boolean isFor(String arm) {
        return isPossibleFor(arm)
                && (isForControls || !Arms.role(arm).isControl())
                && reasonToStayOut(arm).isEmpty();
    }

    /** Why the arm of that name takes no part, though it could, if it does not. */
    Optional<String> reasonToStayOut(String arm) {
        return isPossibleFor(arm) ? Arms.reasonToStayOut(arm, workload, at) : Optional.empty();
    }

    private boolean isPossibleFor(String arm) {
        return Arms.can(arm, workload.kinds(at));
    }

    /** At which settings each workload is to be measured, in the order of these. */
    static Map<Workload, Set<Parameters>> settings(List<Assignment> assignments) {
        return assignments.stream()
                .collect(groupingBy(
                        Assignment::workload,
                        LinkedHashMap::new,
                        mapping(Assignment::at, toCollection(LinkedHashSet::new))));
    }

    Work work() {
        return Work.of(workload, at);
    }
}
