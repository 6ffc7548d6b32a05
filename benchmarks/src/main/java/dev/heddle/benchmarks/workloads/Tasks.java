package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TaskArm;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs a task to wait, and to split. Where a result is there already, there is nothing to wait for; where it is
 * not, another piece of work brings it, so the time is that of two hand-overs.
 *
 * <p>An invocation is many operations of one task, begun from outside by one message.
 */
public class Tasks extends NanosecondBenchmark {

    private static final int AWAITS = 10_000;
    private static final int SCOPES = 1_000;
    private static final int SUBTASKS = 10;

    /** Who does it. */
    @Param({"selector", "loom", "bare-virtual-threads"})
    public String arm = "";

    @SuppressWarnings("NullAway.Init") // by open
    private TaskArm opened;

    /** Starts the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TaskArm.class);
    }

    /** Waits for results that are there. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitFired() {
        opened.awaitFired(AWAITS);
    }

    /** Waits for results that are not there yet. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitUnfired() {
        opened.awaitUnfired(AWAITS);
    }

    /** Splits into {@value #SUBTASKS} subtasks, and goes on when they have ended. */
    @Benchmark
    @OperationsPerInvocation(SCOPES)
    public void forkAndJoin() {
        opened.forkAndJoin(SCOPES, SUBTASKS);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TaskArm.class);
    }

    @Override
    public List<Point> points() {
        return Stream.of("awaitFired", "awaitUnfired", "forkAndJoin")
                .map(method -> Point.from(Size.PEERS, Parameters.of(METHOD, method)))
                .map(point -> point.at().text(METHOD).equals("awaitUnfired") ? point.withControlsWhenChosen() : point)
                .toList();
    }

    @Override
    public String title(Parameters at) {
        return switch (at.text(METHOD)) {
            case "awaitFired" -> "tasks: await a result that is there";
            case "awaitUnfired" -> "tasks: await a result that is not there yet";
            default -> "tasks: fork " + SUBTASKS + " subtasks and join";
        };
    }

    @Override
    public String operation(Parameters at) {
        return at.text(METHOD).equals("forkAndJoin") ? "scope" : "await";
    }
}
