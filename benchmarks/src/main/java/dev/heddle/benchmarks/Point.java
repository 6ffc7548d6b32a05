package dev.heddle.benchmarks;

import java.util.Optional;

/**
 * One setting of a workload that is worth measuring.
 *
 * @param from the least comparison that has it without being asked for; none if it has to be chosen
 * @param isForControls whether the controls take part, which do so at few points
 */
public record Point(Parameters at, Optional<Size> from, boolean isForControls) {

    /** One that every comparison has. */
    public static Point always(Parameters at) {
        return from(Size.SMOKE, at);
    }

    /** One that comparisons of at least that size have. */
    public static Point from(Size least, Parameters at) {
        return new Point(at, Optional.of(least), false);
    }

    /** One that is only measured where it is chosen. */
    public static Point whenChosen(Parameters at) {
        return new Point(at, Optional.empty(), false);
    }

    /** The same, with the controls. */
    public Point withControls() {
        return new Point(at, from, true);
    }

    /** Whether a comparison of that size has it. */
    public boolean isIn(Size size) {
        return from.isPresent() && from.get().compareTo(size) <= 0;
    }
}
