package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.Victims;
import java.util.List;
import java.util.stream.Stream;
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
    private static final String CANCEL_AND_SCHEDULE = "cancelAndSchedule";
    private static final String RESET = "reset";
    private static final Parameters CONTROLLED = at(CANCEL_AND_SCHEDULE, 100_000);

    /** With fewer, an arm that can only touch a call again when it was processed needs a message for every few. */
    private static final int FEWEST = 1_000;

    private static final int MOST = 2_000_000;

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
        return Stream.of(CANCEL_AND_SCHEDULE, RESET)
                .flatMap(method -> Stream.of(
                        Point.whenChosen(at(method, 1_000)),
                        Point.whenChosen(at(method, 10_000)),
                        Point.from(method.equals(RESET) ? Size.FULL : Size.SMOKE, at(method, 100_000)),
                        Point.whenChosen(at(method, 1_000_000))))
                .map(point -> point.at().equals(CONTROLLED) ? point.withControlsWhenChosen() : point)
                .toList();
    }

    private static Parameters at(String method, int outstanding) {
        return Parameters.of("outstanding", outstanding).with(METHOD, method);
    }

    @Override
    public boolean allows(Parameters at) {
        return List.of(CANCEL_AND_SCHEDULE, RESET).contains(at.text(METHOD))
                && at.isBetween("outstanding", FEWEST, MOST)
                && Victims.canBeOf(at.number("outstanding"));
    }

    @Override
    public String title(Parameters at) {
        return "timers: " + operation(at) + ", " + at.grouped("outstanding") + " outstanding";
    }

    @Override
    public String operation(Parameters at) {
        return at.text(METHOD).equals(RESET) ? "reset" : "cancel and schedule";
    }
}
