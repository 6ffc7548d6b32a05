package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Work that an arm was to do in a run, and of which nothing was measured.
 *
 * @param reason in few words
 */
public record Unmeasured(Work work, String arm, String reason) {

    /** All of a run, in the order of its work; nothing, if it was not saved who was to do what. */
    public static List<Unmeasured> of(SavedRun run) {
        RunFile file = run.file();
        if (file == null) {
            return List.of();
        }
        Set<Object> measured = new HashSet<>();
        Map<Object, Fork> failed = new HashMap<>();
        for (Fork fork : run.forks()) {
            if (fork.isMeasured()) {
                measured.add(key(fork.work(), fork.arm()));
            } else {
                failed.put(key(fork.work(), fork.arm()), fork);
            }
        }
        List<Unmeasured> all = new ArrayList<>();
        for (Work work : file.works()) {
            file.arms().forEach((arm, participant) -> {
                Object key = key(work, arm);
                if (participant.isToDo(work) && !measured.contains(key)) {
                    Fork last = failed.get(key);
                    all.add(new Unmeasured(work, arm, last == null ? reason(file) : reason(last)));
                }
            });
        }
        return List.copyOf(all);
    }

    private static Object key(Work work, String arm) {
        return List.of(work.key(), arm);
    }

    /** Why there was no fork. Where others failed, and nothing else is said, the time was over. */
    private static String reason(RunFile file) {
        RunFile.End end = file.end();
        if (end == null) {
            return "the run did not get to its end";
        }
        String outcome = end.outcome().replaceFirst(":.*", "");
        return outcome.equals(RunFile.End.WITH_FAILURES) ? RunFile.End.OUT_OF_TIME : outcome;
    }

    /** Why it failed is told with all that did; that a rate was not kept is no failure. */
    private static String reason(Fork failed) {
        Fork.Failure failure = failed.failure();
        if (failure != null && failed.isOverloaded()) {
            return "it did not keep the rate: " + failure.reason();
        }
        return failed.status() == Fork.Status.TIMED_OUT ? RunFile.End.OUT_OF_TIME : "every fork failed";
    }

    /** Those of work of which no arm has a fork that measured, by that work. */
    public static Map<Work, List<Unmeasured>> whole(SavedRun run) {
        Map<Work, List<Unmeasured>> whole = new LinkedHashMap<>();
        for (Unmeasured one : of(run)) {
            boolean isMeasured = run.forks().stream()
                    .anyMatch(fork -> fork.isMeasured() && fork.work().isSameAs(one.work));
            if (!isMeasured) {
                whole.computeIfAbsent(one.work, first -> new ArrayList<>()).add(one);
            }
        }
        return whole;
    }

    /** In a sentence for each reason, such as {@code not measured: out of time (selector, loom)}. */
    public static List<String> sentences(List<Unmeasured> some) {
        Map<String, List<String>> arms = new LinkedHashMap<>();
        some.forEach(one ->
                arms.computeIfAbsent(one.reason, first -> new ArrayList<>()).add(one.arm));
        return arms.entrySet().stream()
                .map(alike -> "not measured: " + alike.getKey() + " (" + String.join(", ", alike.getValue()) + ")")
                .toList();
    }

    /** The same of one arm, without its name. */
    public String sentence() {
        return "not measured: " + reason;
    }
}
