package dev.heddle.benchmarks;

import java.util.List;

/**
 * What the arms are given to do. It describes itself, so that nothing else has to know it.
 *
 * <p>To add one, add one file: a public class in the package {@code dev.heddle.benchmarks.workloads} that has a public
 * constructor without parameters, and is a {@link JmhWorkload} or an {@link OwnWorkload}. What the figures mean, and
 * what they do not show, belongs in its Javadoc.
 */
public sealed interface Workload permits JmhWorkload, OwnWorkload {

    /** Its name on the command line and in saved results: {@code TimerChurn} is {@code timer-churn}. */
    default String name() {
        return Listing.kebabCase(getClass().getSimpleName());
    }

    /** All that an arm must be able to do; the first is what it is mainly about, and decides its place in reports. */
    List<Class<? extends Arm>> kinds();

    /** All that an arm must be able to do for one setting, if that is more. */
    default List<Class<? extends Arm>> kinds(Parameters at) {
        return kinds();
    }

    /** The settings that are measured, in the order in which reports have them. All have the same parameters. */
    List<Point> points();

    /** Whether it can be measured at a setting that is none of its points, and the figure still is what it says. */
    default boolean allows(Parameters at) {
        return false;
    }

    /**
     * Whether operations come at a fixed rate, however long they take. Then their system calls are not counted: that makes
     * everything slower, and what an operation takes depends on how many come meanwhile.
     */
    default boolean isPaced() {
        return false;
    }

    /** In words, for people, such as {@code timers: reset, 100,000 outstanding}; another one for each setting. */
    String title(Parameters at);

    /** What one operation is, in the singular, such as {@code timed call}. */
    String operation(Parameters at);

    /** What is told of each iteration. The first is what is judged. */
    List<Metric> metrics();
}
