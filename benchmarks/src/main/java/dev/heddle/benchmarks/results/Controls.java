package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Role;
import java.util.List;

/**
 * Whether a comparison can be trusted, as far as it shows: a backend that took part twice, under two names, must not be
 * found to be faster than itself, and one with a known fault must be found to be slower. A control is named after what it
 * is a copy of: {@code selector-again} and {@code selector-slowed}.
 *
 * @param all in the order of the work
 */
public record Controls(List<Control> all) {

    /** Takes a copy. */
    public Controls {
        all = List.copyOf(all);
    }

    /** How they came out, all together. */
    public enum Outcome {
        /** None took part. */
        ABSENT,

        /** There were too few forks of one to tell. */
        UNKNOWN,

        /** All found what is known to be so. */
        RIGHT,

        /** One did not. */
        WRONG
    }

    /**
     * One of them.
     *
     * @param role of the arm
     * @param verdict on it and the backend that it is a copy of
     */
    public record Control(String work, String arm, Role role, Verdict verdict) {

        /** How it came out. */
        public Outcome outcome() {
            if (!verdict.isJudged()) {
                return Outcome.UNKNOWN;
            }
            boolean right = verdict instanceof Verdict.Faster faster
                    ? role == Role.SLOWED
                            && faster.matters()
                            && !faster.lead().ahead().equals(arm)
                    : role == Role.SAME_AGAIN;
            return right ? Outcome.RIGHT : Outcome.WRONG;
        }

        /** What was found, and whether that is right. */
        public String sentence() {
            String comment = switch (outcome()) {
                case RIGHT -> "right: ";
                case WRONG -> "WRONG: ";
                default -> "";
            };
            return comment + arm + ", " + work + ": " + verdict.sentence();
        }
    }

    /** Those of a run. */
    public static Controls of(List<Measured> workloads) {
        return new Controls(workloads.stream()
                .flatMap(measured -> measured.arms().stream()
                        .filter(arm -> arm.role().isControl())
                        .map(arm -> control(measured, arm)))
                .toList());
    }

    private static Control control(Measured measured, Series arm) {
        String copied = arm.arm().replaceFirst("-(again|slowed)$", "");
        Verdict verdict = measured.arm(copied)
                .map(original -> Verdict.of(measured, original, arm))
                .orElseGet(() -> new Verdict.NotMeasured(copied));
        return new Control(measured.work().title(), arm.arm(), arm.role(), verdict);
    }

    /** How they came out. */
    public Outcome outcome() {
        for (Outcome decisive : List.of(Outcome.WRONG, Outcome.UNKNOWN)) {
            if (all.stream().anyMatch(control -> control.outcome() == decisive)) {
                return decisive;
            }
        }
        return all.isEmpty() ? Outcome.ABSENT : Outcome.RIGHT;
    }

    /** The same in words, to stand above everything else. */
    public String sentence() {
        return switch (outcome()) {
            case ABSENT -> "No controls took part, so nothing says whether this comparison can be trusted.";
            case UNKNOWN -> "There are too few forks of the controls to say whether this comparison can be trusted.";
            case RIGHT ->
                "The controls came out right: a backend was not found to be faster than itself, and one with a known"
                        + " fault was found to be slower.";
            case WRONG ->
                "THE CONTROLS CAME OUT WRONG: this comparison found a difference where there is none, or missed one"
                        + " that is there, as on a busy machine. Its verdicts are in doubt.";
        };
    }
}
