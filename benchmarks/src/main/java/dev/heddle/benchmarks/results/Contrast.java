package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What it makes of an arm to run on another JDK, or with other flags. Forks of both took turns in the same rounds, so they
 * are compared as two arms are.
 *
 * @param doubtful whether controls came out wrong on one of the JDKs
 * @param smoke whether the run was only to see that everything works
 */
public record Contrast(Work work, String arm, Verdict verdict, boolean doubtful, boolean smoke) {

    /**
     * What was measured in one run, or in several that were merged, on several JDKs or with several sets of flags.
     *
     * @param name of the folder or the file, if it has one
     * @param runs one for each of them, two at least; the others are compared with the first
     */
    public record Variants(String name, List<SavedRun> runs) {

        /** Takes a copy. */
        public Variants {
            runs = List.copyOf(runs);
        }

        /** All that there are in those, in their order. */
        public static List<Variants> of(List<SavedRun> runs) {
            Map<String, List<SavedRun>> together = new LinkedHashMap<>();
            for (SavedRun run : runs) {
                RunFile file = run.file();
                if (file != null
                        && !file.isProfile()
                        && run.environment().facts().containsKey(Environment.VARIANT)) {
                    together.computeIfAbsent(file.id(), first -> new ArrayList<>())
                            .add(run);
                }
            }
            return together.values().stream()
                    .filter(alike -> alike.size() > 1)
                    .map(alike -> new Variants(alike.get(0).name(), alike))
                    .toList();
        }

        /** Such as {@code jdk25 against jdk21}; more than one is compared with the first, each by itself. */
        public String title() {
            List<String> names = runs.stream().map(Variants::variant).toList();
            return String.join(", ", names.subList(1, names.size())) + " against " + names.get(0);
        }

        private static String variant(SavedRun run) {
            return run.environment().facts().getOrDefault(Environment.VARIANT, run.name());
        }

        /** What became of every arm but the controls, in the order of the work, Heddle's first. */
        public List<Contrast> contrasts() {
            SavedRun first = runs.get(0);
            boolean smoke = first.environment().isSmoke();
            boolean doubtful = !smoke && runs.stream().anyMatch(Variants::isDoubtful);
            List<Contrast> contrasts = new ArrayList<>();
            for (Measured before : first.workloads()) {
                for (SavedRun other : runs.subList(1, runs.size())) {
                    other.workloads().stream()
                            .filter(after -> after.isOfSameWorkAs(before))
                            .flatMap(after -> pairs(before, variant(first), after, variant(other)))
                            .forEach(pair -> contrasts.add(
                                    new Contrast(before.work(), pair.arm, pair.verdict(), doubtful, smoke)));
                }
            }
            return List.copyOf(contrasts);
        }

        private record Pair(String arm, Measured measured, Series before, Series after) {
            Verdict verdict() {
                return Verdict.of(measured, before, after);
            }
        }

        private static Stream<Pair> pairs(Measured before, String first, Measured after, String other) {
            return after.arms().stream()
                    .filter(arm -> !arm.role().isControl())
                    .sorted(Comparator.comparing(Series::role))
                    .flatMap(arm -> before.arm(arm.arm()).stream()
                            .map(same -> new Pair(arm.arm(), before, same.on(first), arm.on(other))));
        }

        private static boolean isDoubtful(SavedRun run) {
            return Controls.of(run.workloads()).outcome() == Controls.Outcome.WRONG;
        }

        /** How many verdicts there are, and how many of them may be wrong by chance. */
        public static String errorRate(List<Contrast> contrasts) {
            long judged = contrasts.stream().filter(Contrast::isJudged).count();
            return judged == 0
                    ? Conclusions.NO_VERDICTS
                    : String.format(
                            Locale.ROOT,
                            "Verdicts: %d, by the same rule. If no arm differed from itself, chance would call at most"
                                    + " 1 %% of them different: %s on average.",
                            judged,
                            judged * Verdict.SIGNIFICANCE);
        }
    }

    /** Whether there were enough figures to judge by. */
    public boolean isJudged() {
        return !smoke && verdict.isJudged();
    }

    /** In one sentence, with what has to be said against it. */
    public String sentence() {
        return smoke ? Conclusions.NO_VERDICT : verdict.sentence() + (doubtful ? Conclusions.IN_DOUBT : "");
    }
}
