package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Which backend is better at what, in a few lines: what somebody who has to choose one reads first. */
public final class Summary {

    private static final String ALIKE = "no difference that matters";
    private static final String OPEN = "undecided";

    private final Map<String, List<String>> works = new LinkedHashMap<>();

    private Summary() {}

    /**
     * Of the answers about the backends. It is empty if none was judged.
     *
     * @param besides what has to be said against an answer, in few words
     */
    static Summary of(Map<Measured, List<Answer>> answers, BiFunction<Measured, Answer, String> besides) {
        Summary summary = new Summary();
        answers.forEach((measured, all) -> all.stream()
                .filter(answer -> answer.question() == Question.BACKENDS)
                .forEach(answer ->
                        summary.add(measured.work().title(), answer.verdict(), besides.apply(measured, answer))));
        return summary;
    }

    private void add(String title, Verdict verdict, String besides) {
        switch (verdict) {
            case Verdict.Faster faster
            when faster.matters() ->
                add(faster.lead().ahead() + " is better at", title + " " + times(faster.lead()) + besides);
            case Verdict.Faster faster -> add(ALIKE, title + besides);
            case Verdict.NoDifference none -> add(ALIKE, title + besides);
            case Verdict.Undecided undecided -> add(OPEN, title + besides);
            case Verdict.FailedMore failed -> add(OPEN, title + besides);
            case Verdict.TooFewForks few -> {}
            case Verdict.NotMeasured nothing -> {}
        }
    }

    private void add(String outcome, String work) {
        works.computeIfAbsent(outcome, first -> new ArrayList<>()).add(work);
    }

    private static String times(Verdict.Lead lead) {
        return String.format(Locale.ROOT, "(%.2fx)", lead.ratio().middle());
    }

    /** A line for each outcome, with all the work that it was found at: wins first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        works.forEach((outcome, found) -> {
            if (!outcome.equals(ALIKE) && !outcome.equals(OPEN)) {
                lines.add(line(outcome, found));
            }
        });
        lines.sort(null);
        for (String outcome : List.of(ALIKE, OPEN)) {
            if (works.containsKey(outcome)) {
                lines.add(line(outcome, works.get(outcome)));
            }
        }
        return List.copyOf(lines);
    }

    private static String line(String outcome, List<String> works) {
        return outcome + ": " + String.join("; ", works);
    }
}
