package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Change;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.PrintWriter;
import java.util.ArrayList;
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

    /** Compares each of the runs with the first. What cannot be compared does not pass. */
    boolean passes(List<SavedRun> runs) {
        if (runs.size() < 2) {
            err.println("Regressions: there is one run only, and nothing to compare it with.");
            return false;
        }
        Optional<SavedRun> smoke =
                runs.stream().filter(run -> run.environment().isSmoke()).findFirst();
        if (smoke.isPresent()) {
            err.println("Regressions: " + smoke.get().name() + " is a smoke run, which is no result.");
            return false;
        }
        SavedRun before = runs.get(0);
        boolean passed = true;
        for (SavedRun after : runs.subList(1, runs.size())) {
            passed &= passes(before, after);
        }
        return passed;
    }

    private boolean passes(SavedRun before, SavedRun after) {
        out.println("Since " + before.name() + ", in " + after.name() + ":");
        Change.differences(before, after).forEach(line -> out.println("  NOT THE SAME: " + line));
        List<Change> changes = Change.between(before, after);
        changes.forEach(change -> out.println("  " + change.sentence()));
        if (changes.isEmpty()) {
            err.println("Regressions: " + before.name() + " and " + after.name()
                    + " have nothing in common with five forks of a backend and of an arm to compare it with.");
            return false;
        }
        List<Change> slower = new ArrayList<>(changes);
        slower.removeIf(change -> !change.isSlowerBy(part));
        if (!slower.isEmpty()) {
            err.println(String.format(
                    Locale.ROOT,
                    "Regressions: %d of %d are slower by more than %.3g %%:",
                    slower.size(),
                    changes.size(),
                    100 * part));
            slower.forEach(change -> err.println("  " + change.sentence()));
        }
        return slower.isEmpty();
    }
}
