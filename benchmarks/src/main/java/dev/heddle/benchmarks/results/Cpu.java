package dev.heddle.benchmarks.results;

import org.jspecify.annotations.Nullable;

/**
 * The CPU time of a fork while it measured, as the operating system counts it.
 *
 * @param seconds of the whole process
 * @param elapsed the seconds that went by
 * @param generator the part of what made the load, null if it is not known
 */
public record Cpu(double seconds, double elapsed, @Nullable Double generator) {

    /** How many processors were busy on average. */
    public double processors() {
        return seconds / elapsed;
    }
}
