package dev.heddle.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * A workload that JMH is not made for: distributions of times, memory, CPU, or several processes. It measures itself, in
 * a fork of its own.
 */
public non-sealed interface OwnWorkload extends Workload {

    /** How many iterations a fork makes; each is one call of {@link Run#measure}. */
    default int iterations(Effort effort) {
        return effort.iterations();
    }

    /** Where its classes are, if they are not the lab's; the fork has that on its class path, after its own. */
    default List<Path> classPath() {
        return List.of();
    }

    /**
     * Starts the arm, once or, where client and server are to be apart, twice, and whatever else is needed.
     *
     * @param arm its name, for {@link Arms#open}
     */
    Run open(String arm, Parameters at, Effort effort) throws Exception;
}
