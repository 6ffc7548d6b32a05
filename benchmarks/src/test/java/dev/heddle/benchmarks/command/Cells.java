package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import java.util.List;
import java.util.Map;

/** What forks are to measure, without controls, on the JDK of this process. */
final class Cells {

    /** Over those of all forks: they end before more memory and a better compiler would pay. */
    private static final List<String> QUICK =
            List.of("-Xms16m", "-XX:-AlwaysPreTouch", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** That JDK, about which nothing has been asked. */
    static final Variant OWN = new Variant(Fork.ONLY_VARIANT, ChildJvm.ownJava(), QUICK, Map.of());

    private Cells() {}

    static Assignment assignment(Workload workload, Parameters at) {
        return new Assignment(workload, at, false);
    }

    static Cell cell(Assignment assignment, String arm) {
        return new Cell(assignment, arm, OWN, Pass.TIMING);
    }
}
