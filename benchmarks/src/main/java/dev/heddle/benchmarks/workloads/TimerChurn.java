package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.TimerArm;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What becomes of most timed calls, such as time limits of requests: they are cancelled or moved long before they are
 * due. {@code outstanding} of them are due in an hour; the next one to be touched is never the neighbour of the last.
 *
 * <p>An invocation is {@value #OPERATIONS} operations inside one turn, so the message that begins it hardly counts.
 */
public class TimerChurn extends NanosecondBenchmark {

    private static final int OPERATIONS = 100_000;

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many are due in an hour. */
    @Param("100000")
    public int outstanding;

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm opened;

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm.Churn churn;

    /** Starts the arm and schedules the calls. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TimerArm.class);
        churn = opened.openChurn(outstanding);
    }

    /** Cancels a call and schedules another. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public void cancelAndSchedule() {
        churn.cancelAndSchedule(OPERATIONS);
    }

    /** Moves a call to an hour from now. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public void reset() {
        churn.reset(OPERATIONS);
    }

    /** Checks that every call is still where it belongs, and ends the arm. */
    @TearDown
    public void close() {
        churn.close();
        opened.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TimerArm.class);
    }

    @Override
    public List<Point> points() {
        Parameters at = Parameters.of("outstanding", 100_000);
        return List.of(
                Point.always(at.with(METHOD, "cancelAndSchedule")).withControlsWhenChosen(),
                Point.always(at.with(METHOD, "reset")));
    }

    @Override
    public String title(Parameters at) {
        return "timers: " + operation(at) + ", " + at.grouped("outstanding") + " outstanding";
    }

    @Override
    public String operation(Parameters at) {
        return at.text(METHOD).equals("reset") ? "reset" : "cancel and schedule";
    }
}
