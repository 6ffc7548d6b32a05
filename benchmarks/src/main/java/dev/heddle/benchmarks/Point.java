package dev.heddle.benchmarks;

import java.util.Optional;

/**
 * One setting of a workload that is worth measuring.
 *
 * @param from the least comparison that has it without being asked for; none if it has to be chosen
 * @param controls where the controls take part, which do so at few points
 */
public record Point(Parameters at, Optional<Size> from, Controls controls) {

    /** In which comparisons the controls take part. */
    public enum Controls {
        /** In none. */
        NEVER,

        /** In those that chose what to measure, and in the longest. */
        WHEN_CHOSEN,

        /** In all that have the point. */
        ALWAYS
    }

    /** One that every comparison has. */
    public static Point always(Parameters at) {
        return from(Size.SMOKE, at);
    }

    /** One that comparisons of at least that size have. */
    public static Point from(Size least, Parameters at) {
        return new Point(at, Optional.of(least), Controls.NEVER);
    }

    /** One that is only measured where it is chosen. */
    public static Point whenChosen(Parameters at) {
        return new Point(at, Optional.empty(), Controls.NEVER);
    }

    /** The same, with the controls. */
    public Point withControls() {
        return new Point(at, from, Controls.ALWAYS);
    }

    /** The same, with the controls where there is time for them: it was chosen, or the comparison is the longest. */
    public Point withControlsWhenChosen() {
        return new Point(at, from, Controls.WHEN_CHOSEN);
    }

    /** Whether a comparison of that size has it. */
    public boolean isIn(Size size) {
        return from.isPresent() && from.get().compareTo(size) <= 0;
    }
}
