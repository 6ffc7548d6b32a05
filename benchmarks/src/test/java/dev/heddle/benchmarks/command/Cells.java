package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Pass;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What forks are to measure, without controls, on the JDK of this process. */
final class Cells {

    /** Over those of all forks: they end before more memory and a better compiler would pay. */
    private static final List<String> QUICK =
            List.of("-Xms16m", "-XX:-AlwaysPreTouch", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** That JDK, about which nothing has been asked. */
    static final Variant OWN = new Variant(Fork.ONLY_VARIANT, ChildJvm.ownJava(), QUICK, Map.of());

    /** What a fork found that measured. */
    private static final Findings FOUND = new Findings(
            List.of(new Iterations(new Metric("time", "ns/op", Better.LESS), List.of(1.0))), Map.of(), null, null);

    private Cells() {}

    static Assignment assignment(Workload workload, Parameters at) {
        return new Assignment(workload, at, false);
    }

    static Cell cell(Assignment assignment, String arm) {
        return new Cell(assignment, arm, OWN, Pass.TIMING);
    }

    /** A fork that measured, or failed, after three seconds. */
    static Fork fork(String run, Plan.Turn turn, Fork.Status status, Fork.@Nullable Failure failure) {
        Cell cell = turn.cell();
        return new Fork(
                Fork.SCHEMA,
                run,
                turn.round(),
                turn.place(),
                cell.assignment().work(),
                cell.arm(),
                Arms.role(cell.arm()),
                cell.variant().name(),
                status,
                "now",
                3,
                0,
                failure == null ? FOUND : Findings.NONE,
                failure);
    }
}
