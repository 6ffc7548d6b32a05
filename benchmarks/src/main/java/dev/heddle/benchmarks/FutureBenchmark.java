package dev.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What benchmarks of futures have in common: an arm, and how they are measured unless they say otherwise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class FutureBenchmark {

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
}
