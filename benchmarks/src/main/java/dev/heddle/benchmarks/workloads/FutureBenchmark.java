package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.FutureArm;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What benchmarks of futures have in common: an arm. */
public abstract class FutureBenchmark extends NanosecondBenchmark {

    /** Whose futures they are. */
    @Param({"heddle-deferred", "jdk-completable-future"})
    public String arm = "";

    @SuppressWarnings("NullAway.Init") // by open
    FutureArm opened;

    /** For subclasses. */
    FutureBenchmark() {}

    /** Makes the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, FutureArm.class);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }

    /** Gives {@code actual} back, if it is what it must be. */
    static int checked(int expected, int actual) {
        Completion.check("what came of the last callback", expected, actual);
        return actual;
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(FutureArm.class);
    }
}
