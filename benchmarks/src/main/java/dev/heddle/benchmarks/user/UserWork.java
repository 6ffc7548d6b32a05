package dev.heddle.benchmarks.user;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.ReactorsArm;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.UserWorkload;
import java.nio.file.Path;
import java.util.List;

/**
 * How many operations per second a user's workload does. Its name is that of the user's class, so it is none of the lab's.
 */
final class UserWork implements OwnWorkload {

    /** The name of its metric. */
    static final String SPEED = "speed";

    private final UserWorkload workload;
    private final List<Path> classPath;

    /** A workload whose classes the fork finds at those places. */
    UserWork(UserWorkload workload, List<Path> classPath) {
        this.workload = workload;
        this.classPath = List.copyOf(classPath);
    }

    @Override
    public String name() {
        return workload.getClass().getName();
    }

    @Override
    public List<Path> classPath() {
        return classPath;
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(ReactorsArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(Point.always(Parameters.NONE).withControls());
    }

    @Override
    public String title(Parameters at) {
        return workload.title();
    }

    @Override
    public String operation(Parameters at) {
        return workload.operation();
    }

    @Override
    public List<Metric> metrics() {
        return List.of(new Metric(SPEED, "ops/s", Better.MORE));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        return UserRun.open(workload, Arms.open(arm, ReactorsArm.class), effort);
    }
}
