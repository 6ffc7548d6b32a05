package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * What it costs a task to split, and to go on when all subtasks have ended. They do nothing but end.
 *
 * <p>An invocation is {@value #SCOPES} scopes of one task, one after the other, begun from outside by one message.
 */
public class Subtasks extends TaskBenchmark {

    private static final int SCOPES = 1_000;

    /** So that an invocation does not last for seconds. */
    private static final int MOST = 1_000;

    /** How many subtasks a scope has. */
    @Param("10")
    public int subtasks;

    /** Splits, and goes on when all have ended. */
    @Benchmark
    @OperationsPerInvocation(SCOPES)
    public void forkAndJoin() {
        opened.forkAndJoin(SCOPES, subtasks);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.from(Size.PEERS, Parameters.of("subtasks", 10)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("subtasks", 1, MOST);
    }

    @Override
    public String title(Parameters at) {
        return "tasks: fork " + at.counted("subtasks", "subtask") + " and join";
    }

    @Override
    public String operation(Parameters at) {
        return "scope of " + at.counted("subtasks", "subtask");
    }
}
