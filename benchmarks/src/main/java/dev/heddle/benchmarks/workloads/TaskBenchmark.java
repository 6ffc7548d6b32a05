package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.TaskArm;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What benchmarks of tasks have in common: an arm. */
public abstract class TaskBenchmark extends NanosecondBenchmark {

    /** Who does it. */
    @Param({"selector", "loom", "bare-virtual-threads"})
    public String arm = "";

    @SuppressWarnings("NullAway.Init") // by open
    TaskArm opened;

    /** For subclasses. */
    TaskBenchmark() {}

    /** Starts the arm. */
    @Setup
    public void open() {
        opened = Arms.open(arm, TaskArm.class);
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
}
