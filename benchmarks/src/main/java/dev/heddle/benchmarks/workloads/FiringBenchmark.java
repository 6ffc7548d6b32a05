package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.TimerArm;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What benchmarks of timed calls that run have in common: an arm. */
public abstract class FiringBenchmark extends NanosecondBenchmark {

    /** Who does it. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    @SuppressWarnings("NullAway.Init") // by open
    TimerArm opened;

    /** For subclasses. */
    FiringBenchmark() {}

    /** Starts the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TimerArm.class);
    }

    /** Ends the arm. */
    @TearDown
    public void close() {
        opened.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(TimerArm.class);
    }

    @Override
    public String operation(Parameters at) {
        return "timed call";
    }
}
