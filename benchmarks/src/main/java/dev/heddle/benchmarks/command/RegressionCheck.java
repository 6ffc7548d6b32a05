package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Change;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether Heddle has become slower since the first of some runs. */
final class RegressionCheck {

    private final double part;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * A check.
     *
     * @param part by how much it may be slower, as a part of 1
     * @param out where all changes are told
     * @param err where those are told that are too much
     */
    RegressionCheck(double part, PrintWriter out, PrintWriter err) {
        this.part = part;
        this.out = out;
        this.err = err;
    }

    /** The part of 1 that {@code text} such as {@code 10%} means, if it means one between 0 and 1. */
    static Optional<Double> part(String text) {
        try {
            double percent = Double.parseDouble(text.replaceFirst(" ?%$", ""));
            return percent > 0 && percent < 100 ? Optional.of(percent / 100) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** How it came out. */
    enum Outcome {
        /** Nothing has become slower by more than is allowed. */
        PASSED,

        /** There was nothing to compare somewhere, which says nothing about regressions. */
        NOT_COMPARED,

        /** Something has become slower. */
        SLOWER;

        private Outcome and(Outcome other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    /** Compares each of the runs with the first. */
    Outcome of(List<SavedRun> runs) {
        if (runs.size() < 2) {
            return nothing(runs.isEmpty() ? "no run was timed" : "there is one run only, and a first one is needed");
        }
        Optional<SavedRun> smoke =
                runs.stream().filter(run -> run.environment().isSmoke()).findFirst();
        if (smoke.isPresent()) {
            return nothing(smoke.get().name() + " is a smoke run, which is no result");
        }
        SavedRun before = runs.get(0);
        return runs.subList(1, runs.size()).stream()
                .map(after -> of(before, after))
                .reduce(Outcome.PASSED, Outcome::and);
    }

    private Outcome nothing(String reason) {
        err.println("Regressions: nothing was compared, since " + reason + ".");
        return Outcome.NOT_COMPARED;
    }

    private Outcome of(SavedRun before, SavedRun after) {
        List<Change> changes = Change.between(before, after);
        if (changes.isEmpty()) {
            return nothing(before.name() + " and " + after.name() + " have no work in common at which five forks of a"
                    + " backend and of a limit or peer were measured in both");
        }
        out.println("Since " + before.name() + ", in " + after.name() + ":");
        Change.differences(before, after).forEach(line -> out.println("  NOT THE SAME: " + line));
        changes.forEach(change -> out.println("  " + change.sentence()));
        List<Change> slower =
                changes.stream().filter(change -> change.isSlowerBy(part)).toList();
        if (slower.isEmpty()) {
            return Outcome.PASSED;
        }
        err.println(String.format(
                Locale.ROOT,
                "Regressions: %d of %d are slower by more than %.3g %%:",
                slower.size(),
                changes.size(),
                100 * part));
        slower.forEach(change -> err.println("  " + change.sentence()));
        return Outcome.SLOWER;
    }
}
