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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How many operations per second a user's workload does, and, if it tells that, how long they take. Its name is that of the
 * user's class, so it is none of the lab's.
 */
final class UserWork implements OwnWorkload {

    /** The name of its metric. */
    static final String SPEED = "speed";

    /** The names of what comes with it, if times are told. */
    static final String MEDIAN = "p50";

    static final String SLOWEST = "p99";

    private final Supplier<UserWorkload> newWorkload;

    /** One that is only asked what it is. */
    private final UserWorkload workload;

    private final List<Path> classPath;

    /** A workload whose classes the fork finds at those places. */
    UserWork(Supplier<UserWorkload> newWorkload, List<Path> classPath) {
        this.newWorkload = newWorkload;
        workload = newWorkload.get();
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
        List<Parameters> settings = workload.settings();
        return settings.stream()
                .map(Point::always)
                .map(point -> point.at().equals(settings.get(0)) ? point.withControls() : point)
                .toList();
    }

    /** Whether the user's code says nothing against it. */
    @Override
    public boolean allows(Parameters at) {
        try {
            newWorkload.get().set(at);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Override
    public String title(Parameters at) {
        return workload.title()
                + at.values().keySet().stream()
                        .map(name -> ", " + name + "=" + at.grouped(name))
                        .collect(Collectors.joining());
    }

    @Override
    public String operation(Parameters at) {
        return workload.operation();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric(SPEED, "ops/s", Better.MORE));
        if (workload.times().isPresent()) {
            metrics.add(new Metric(MEDIAN, "us (median)", Better.LESS));
            metrics.add(new Metric(SLOWEST, "us (99th percentile)", Better.LESS));
        }
        return metrics;
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        return UserRun.open(newWorkload.get(), at, Arms.open(arm, ReactorsArm.class), effort);
    }
}
