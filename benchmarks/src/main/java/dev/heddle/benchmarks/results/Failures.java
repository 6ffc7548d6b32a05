package dev.heddle.benchmarks.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
        Set<Fork.Key> told = new HashSet<>();
        Map<Object, List<Failures>> alike = lasting(run.forks())
                .filter(fork -> !fork.isOverloaded())
                .filter(fork -> told.add(fork.key())) // one that failed again is told of once
                .map(Failures::one)
                .collect(groupingBy(Failures::cause, LinkedHashMap::new, toList()));
        return alike.values().stream().map(Failures::together).toList();
    }

    /** A line for each fork that failed or did not keep the rate, and was not measured later. */
    public static List<String> sentences(List<Fork> forks) {
        return lasting(forks).map(fork -> one(fork).sentence()).toList();
    }

    private static Stream<Fork> lasting(List<Fork> forks) {
        Set<Fork.Key> measured =
                forks.stream().filter(Fork::isMeasured).map(Fork::key).collect(toSet());
        return forks.stream().filter(fork -> fork.failure() != null && !measured.contains(fork.key()));
    }

    private static Failures one(Fork fork) {
        Fork.Failure failure = Objects.requireNonNull(fork.failure());
        return new Failures(fork.arm(), fork.title(), failure.reason(), failure.output(), 1);
    }

    private Object cause() {
        return List.of(arm, title, reason);
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
