package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TimerArm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The time of one timed call that is asked for by threads which are not the arm's, each in the way that the arm has for
 * that: a message to its loop, or a method that any thread may call. Either it is due at once, and the time is until it has
 * run; or it is due in an hour, and cancelled at once, and the time is until the arm has put it away.
 *
 * <p>An invocation is {@value #CALLS} calls. The threads are the JDK's platform threads, share them evenly, and go as fast as
 * they can; none waits for its calls. So the arm is seldom asleep, and what it costs to wake it is hardly in the figure.
 */
public class TimersFromThreads extends NanosecondBenchmark {

    private static final int CALLS = 1 << 16;

    private static final String FIRE = "fire";
    private static final String CANCEL = "cancel";

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many threads ask. */
    @Param({"1", "8"})
    public int threads;

    /** How many calls are made before anything is measured, of which half run. */
    @Param("50000")
    public int warmUpCalls;

    @SuppressWarnings("NullAway.Init") // by open
    private TimerArm opened;

    @SuppressWarnings("NullAway.Init") // by open
    private OtherThreads others;

    /** Starts the arm and the threads, and warms up. */
    @Setup
    public void open() {
        others = new OtherThreads(threads, CALLS);
        opened = Arms.open(arm, TimerArm.class);
        for (int made = 0; made < warmUpCalls; made += 2 * CALLS) {
            fire();
            cancel();
        }
    }

    /** Schedules calls that are due at once, and waits until all have run. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fire() {
        inThreads(new Batch(CALLS), Batch::fire);
    }

    /** Schedules calls that are due in an hour, cancels each, and waits until the arm has none left. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void cancel() {
        Batch batch = new Batch(CALLS + threads);
        inThreads(batch, Batch::cancel);
        Completion.check("calls that ran an hour early", 0, batch.early.get());
    }

    private void inThreads(Batch batch, Consumer<Batch> share) {
        others.execute(batch.completion, () -> share.accept(batch));
        batch.completion.await(() -> "all but " + batch.completion.left());
    }

    /** Ends the threads and the arm. */
    @TearDown
    public void close() throws InterruptedException {
        others.close();
        opened.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TimerArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.whenChosen(at(FIRE, 1)),
                Point.from(Size.FULL, at(FIRE, 8)),
                Point.whenChosen(at(CANCEL, 1)),
                Point.from(Size.FULL, at(CANCEL, 8)));
    }

    private static Parameters at(String method, int threads) {
        return Parameters.of(OtherThreads.THREADS, threads).with(METHOD, method);
    }

    @Override
    public Optional<String> warmUp() {
        return Optional.of("warmUpCalls");
    }

    @Override
    public boolean allows(Parameters at) {
        return List.of(FIRE, CANCEL).contains(at.text(METHOD)) && OtherThreads.allows(at, CALLS);
    }

    @Override
    public String title(Parameters at) {
        return "timers: schedule and " + at.text(METHOD) + ", from " + at.counted(OtherThreads.THREADS, "other thread");
    }

    @Override
    public String operation(Parameters at) {
        return "timed call";
    }

    /** What is left to do of one invocation. */
    private final class Batch {

        private final Completion completion;
        private final AtomicInteger early = new AtomicInteger();

        /** What each call is to be followed by; the same for all. */
        private final Runnable done;

        private final Runnable ranEarly = early::incrementAndGet;

        Batch(int toDo) {
            completion = new Completion(toDo);
            done = completion::done;
        }

        private void fire() {
            for (int made = 0; made < CALLS / threads; made++) {
                opened.callLaterFromThread(0, done);
            }
        }

        /** What the arm puts off is done when work has run that was posted after it. */
        private void cancel() {
            for (int made = 0; made < CALLS / threads; made++) {
                opened.callLaterFromThread(TimerArm.HOUR_NANOS, ranEarly).cancel(done);
            }
            opened.post(done);
        }
    }
}
