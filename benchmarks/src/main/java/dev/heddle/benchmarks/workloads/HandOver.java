package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many calls per second other threads hand to an arm, until they have run. The threads are the JDK's platform threads,
 * and none waits for its calls: in an invocation, which is {@value #CALLS} calls, they hand over their shares as fast as they
 * can, and then the end is waited for. So the arm is seldom asleep, and what it costs to wake it is hardly in the figure; the
 * queue between threads is.
 *
 * <p>Calls do nothing but count. An arm without a loop starts a thread for each.
 */
public class HandOver extends PerSecondBenchmark {

    private static final int CALLS = 1 << 16;

    /** Who runs them. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** How many threads hand over. */
    @Param({"1", "8"})
    public int threads;

    /** How many calls are made before anything is measured. */
    @Param("50000")
    public int warmUpCalls;

    @SuppressWarnings("NullAway.Init") // by open
    private LoopArm loop;

    @SuppressWarnings("NullAway.Init") // by open
    private OtherThreads others;

    /** Starts the arm and the threads, and warms up. */
    @Setup
    public void open() {
        others = new OtherThreads(threads, CALLS);
        loop = Arms.open(arm, LoopArm.class);
        for (int made = 0; made < warmUpCalls; made += CALLS) {
            handOver();
        }
    }

    /** Hands over, and waits until all have run. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void handOver() {
        handOver(CALLS);
    }

    /** The same with that many, which the threads can share evenly. */
    void handOver(int calls) {
        Completion batch = new Completion(calls);
        others.execute(batch, () -> handOverShare(batch, calls / threads));
        batch.await(() -> "all calls but " + batch.left());
    }

    private void handOverShare(Completion batch, int calls) {
        for (int made = 0; made < calls; made++) {
            loop.post(batch::done);
        }
    }

    /** Ends the threads and the arm. */
    @TearDown
    public void close() throws InterruptedException {
        others.close();
        loop.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(LoopArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.PEERS, Parameters.of(OtherThreads.THREADS, 1)).withControlsWhenChosen(),
                Point.from(Size.FULL, Parameters.of(OtherThreads.THREADS, 8)));
    }

    @Override
    public Optional<String> warmUp() {
        return Optional.of("warmUpCalls");
    }

    @Override
    public boolean allows(Parameters at) {
        return OtherThreads.allows(at, CALLS);
    }

    @Override
    public String title(Parameters at) {
        return "hand-over: from " + at.counted(OtherThreads.THREADS, "other thread");
    }

    @Override
    public String operation(Parameters at) {
        return "call";
    }
}
