package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * What it costs a task to wait. Where a result is there already, there is nothing to wait for; where it is
 * not, another piece of work brings it, so the time is that of two hand-overs.
 *
 * <p>An invocation is many operations of one task, begun from outside by one message.
 */
public class Tasks extends TaskBenchmark {

    private static final int AWAITS = 10_000;
    private static final String FIRED = "awaitFired";
    private static final String UNFIRED = "awaitUnfired";

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

    @Override
    public List<Point> points() {
        return Stream.of(FIRED, UNFIRED)
                .map(method -> Point.from(Size.PEERS, Parameters.of(METHOD, method)))
                .map(point -> point.at().text(METHOD).equals(UNFIRED) ? point.withControlsWhenChosen() : point)
                .toList();
    }

    @Override
    public String title(Parameters at) {
        return "tasks: await a result that is " + (at.text(METHOD).equals(FIRED) ? "there" : "not there yet");
    }

    @Override
    public String operation(Parameters at) {
        return "await";
    }
}
