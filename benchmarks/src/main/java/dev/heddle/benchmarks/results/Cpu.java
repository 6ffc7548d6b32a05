package dev.heddle.benchmarks.results;

import java.util.Optional;
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

    /** How many of them were busy with making the load, if it is known. */
    public Optional<Double> generators() {
        return Optional.ofNullable(generator).map(busy -> busy / elapsed);
    }
}
