package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forks of one arm at one piece of work that failed for the same reason, and were not measured later.
 *
 * @param title the work, and what it was done for, if that needs to be said
 * @param output what else is known of the first of them, a line each
 */
public record Failures(String arm, String title, String reason, List<String> output, int forks) {

    /** All of a run, in the order in which they were first seen. Those that were not begun, or did not keep the
     * rate, are not among them. */
    public static List<Failures> of(SavedRun run) {
        Set<Object> measured = new HashSet<>();
        run.forks().stream().filter(Fork::isMeasured).forEach(fork -> measured.add(turn(fork)));
        Map<Object, List<Failures>> alike = new LinkedHashMap<>();
        for (Fork fork : run.forks()) {
            Fork.Failure failure = fork.failure();
            if (failure != null
                    && !fork.isOverloaded()
                    && measured.add(turn(fork))) { // one that failed again is told of once
                alike.computeIfAbsent(List.of(fork.arm(), fork.title(), failure.reason()), first -> new ArrayList<>())
                        .add(new Failures(fork.arm(), fork.title(), failure.reason(), failure.output(), 1));
            }
        }
        return alike.values().stream().map(Failures::together).toList();
    }

    private static Object turn(Fork fork) {
        return List.of(fork.round(), fork.work().key(), fork.arm(), fork.pass());
    }

    private static Failures together(List<Failures> alike) {
        Failures first = alike.get(0);
        return new Failures(first.arm, first.title, first.reason, first.output, alike.size());
    }

    /** In one line. */
    public String sentence() {
        return arm + ", " + title + ": " + reason + (forks == 1 ? "" : " (" + forks + " forks)");
    }
}
