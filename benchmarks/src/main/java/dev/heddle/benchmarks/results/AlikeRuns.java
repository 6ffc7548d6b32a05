package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts runs together that differ only in when they ran, so that each is some more rounds of the others. Arms are still only
 * compared within rounds.
 */
public final class AlikeRuns {

    /** The facts that may differ. */
    private static final List<String> OF_THE_MOMENT = List.of(
            "started",
            "ended",
            "outcome",
            "resumed",
            "load before",
            "load after",
            "other processes",
            "command",
            "commit",
            Environment.BUSY,
            Environment.RUN);

    private static final String PROGRAM = "program";
    private static final int LONGEST_SHOWN = 80;
    private static final String UNKNOWN = "unknown";

    private AlikeRuns() {}

    /** The runs, with those in one that are alike, in the order of the first of them. */
    public static List<SavedRun> merge(List<SavedRun> runs) {
        Map<Object, List<SavedRun>> alike = new LinkedHashMap<>();
        Map<SavedRun, SavedRun> different = new LinkedHashMap<>(); // one that is named twice is still one
        runs.forEach(run -> different.putIfAbsent(run.anywhere(), run));
        for (SavedRun run : different.values()) {
            Object key = isKnown(run.environment()) && !run.isProfile() ? lasting(run.environment()) : run;
            alike.computeIfAbsent(key, first -> new ArrayList<>()).add(run);
        }
        return alike.values().stream().map(AlikeRuns::merged).toList();
    }

    /**
     * Why runs that are left after {@link #merge} are apart, a line for each of them but the first.
     */
    public static List<String> whyApart(List<SavedRun> merged) {
        List<String> lines = new ArrayList<>();
        for (SavedRun run : merged.subList(Math.min(1, merged.size()), merged.size())) {
            SavedRun first = merged.get(0);
            lines.add("'" + run.name() + "' is not merged with '" + first.name() + "': " + difference(first, run));
        }
        return lines;
    }

    private static String difference(SavedRun first, SavedRun run) {
        for (SavedRun one : List.of(run, first)) {
            if (one.isProfile()) {
                return "'" + one.name() + "' is a profile";
            }
            if (!isKnown(one.environment())) {
                return "it is not known which program measured '" + one.name() + "'";
            }
        }
        Map<String, String> before = lasting(first.environment());
        Map<String, String> now = lasting(run.environment());
        return "they differ in "
                + Stream.concat(before.keySet().stream(), now.keySet().stream())
                        .distinct()
                        .filter(fact -> !Objects.equals(before.get(fact), now.get(fact)))
                        .sorted()
                        .map(fact -> fact + inShort(before.get(fact), now.get(fact)))
                        .collect(Collectors.joining(", "));
    }

    /** What a fact is in either run, if that is short: of a description, nobody looks for what differs. */
    private static String inShort(@Nullable String before, @Nullable String now) {
        String both = " (" + Objects.requireNonNullElse(before, "none") + ", and "
                + Objects.requireNonNullElse(now, "none") + ")";
        return both.length() > LONGEST_SHOWN ? "" : both;
    }

    /** Whether it is known which program measured, by what is in it: a commit may have been changed. */
    private static boolean isKnown(Environment environment) {
        return !environment.facts().getOrDefault(PROGRAM, UNKNOWN).equals(UNKNOWN);
    }

    /** Arms and all else that is not of the moment. */
    private static Map<String, String> lasting(Environment environment) {
        Map<String, String> facts = new HashMap<>(environment.facts());
        facts.keySet().removeIf(fact -> OF_THE_MOMENT.contains(fact) || fact.startsWith(Environment.FAILURE));
        return facts;
    }

    private static SavedRun merged(List<SavedRun> runs) {
        if (runs.size() == 1) {
            return runs.get(0);
        }
        List<Fork> forks = new ArrayList<>();
        int rounds = 0;
        for (SavedRun run : runs) {
            int before = rounds;
            run.forks().forEach(fork -> forks.add(fork.inRound(before + fork.round())));
            rounds = Math.max(
                    before + planned(run),
                    forks.stream().mapToInt(Fork::round).max().orElse(0));
        }
        return new SavedRun(
                runs.stream().map(SavedRun::name).collect(Collectors.joining(" + ")),
                environment(runs),
                Measured.of(forks),
                runs.stream().flatMap(run -> run.complaints().stream()).toList(),
                List.copyOf(forks),
                runs.get(0).file());
    }

    /** Also where the last ones are missing, rounds keep the same numbers on each JDK. */
    private static int planned(SavedRun run) {
        RunFile file = run.file();
        return file == null ? 0 : file.rounds();
    }

    /** What is lasting they have alike; of the rest, all is told. */
    private static Environment environment(List<SavedRun> runs) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (SavedRun run : runs) {
            run.environment().facts().forEach((name, value) -> {
                if (OF_THE_MOMENT.contains(name) || name.startsWith(Environment.FAILURE)) {
                    facts.merge(name, value, (first, more) -> first + "; " + more);
                } else {
                    facts.put(name, value);
                }
            });
        }
        return new Environment(facts);
    }
}
