package dev.heddle.benchmarks.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What may be concluded from a run, and with what reservations. */
public final class Conclusions {

    /** What stands where a smoke run would have a verdict. */
    static final String NO_VERDICT = "no verdict: smoke run";

    /** What stands where verdicts would be counted. */
    static final String NO_VERDICTS = "There are no verdicts.";

    /** What is said of a verdict where the controls came out wrong. */
    static final String IN_DOUBT = " (in doubt: controls wrong)";

    private static final String CLIENTS_ARE_LIMIT =
            " (the clients were busy all the time: the servers may differ by more)";

    private final boolean smoke;
    private final Controls controls;
    private final Map<Measured, List<Answer>> answers = new LinkedHashMap<>();

    /** What has to be said of the arms of each piece of work that failed, or were not steady. */
    private final Map<Measured, List<FailedForks>> failed = new LinkedHashMap<>();

    private final Map<Measured, List<Trend>> unsteady = new LinkedHashMap<>();

    private final List<Unmeasured> unmeasured;

    private Conclusions(SavedRun run) {
        unmeasured = Unmeasured.of(run);
        smoke = run.environment().isSmoke();
        controls = Controls.of(run.workloads());
        for (Measured measured : run.workloads()) {
            answers.put(measured, Answer.of(measured));
            failed.put(measured, FailedForks.of(measured.work(), run.forks()));
            unsteady.put(
                    measured,
                    Trend.of(measured, run.forks()).stream()
                            .filter(Trend::isNotable)
                            .toList());
        }
    }

    /** Judges all of it. */
    public static Conclusions of(SavedRun run) {
        return new Conclusions(run);
    }

    /** Whether the run was only to see that everything works, so that there is no verdict. */
    public boolean isSmoke() {
        return smoke;
    }

    /** The answers for a piece of work of this run, in the order of the questions. */
    public List<Answer> answers(Measured measured) {
        return answers.getOrDefault(measured, List.of());
    }

    /** Which backend is better at what. Of a smoke run nothing can be said. */
    public Summary summary() {
        return Summary.of(smoke ? Map.of() : answers, this::besides);
    }

    /** What else has to be said about it, a sentence each: of arms that failed, were not warm, or changed their ways. */
    public List<String> reservations(Measured measured) {
        return smoke
                ? List.of()
                : Stream.concat(
                                failed(measured).map(FailedForks::sentence),
                                unsteady(measured).map(Trend::sentence))
                        .toList();
    }

    /** The arms that were to do it, and of which nothing was measured. */
    public List<Unmeasured> unmeasured(Measured measured) {
        return unmeasured.stream()
                .filter(one -> one.work().isSameAs(measured.work()))
                .toList();
    }

    private Stream<FailedForks> failed(Measured measured) {
        return failed.getOrDefault(measured, List.of()).stream();
    }

    private Stream<Trend> unsteady(Measured measured) {
        return unsteady.getOrDefault(measured, List.of()).stream();
    }

    /** The same in few words, of the two arms that were compared. */
    private String besides(Measured measured, Answer answer) {
        List<String> arms = answer.verdict().compared().stream()
                .flatMap(lead -> Stream.of(lead.ahead(), lead.behind()))
                .toList();
        List<String> words = Stream.concat(
                        failed(measured)
                                .filter(some -> arms.contains(some.arm()))
                                .map(FailedForks::inShort),
                        unsteady(measured)
                                .filter(trend -> arms.contains(trend.arm()))
                                .map(trend -> trend.arm() + " was not steady"))
                .toList();
        return words.isEmpty() ? "" : " (but " + String.join(", ", words) + ")";
    }

    /** The controls of this run. */
    public Controls controls() {
        return controls;
    }

    /** An answer about a piece of work of this run in one sentence, with what has to be said against it. */
    public String sentence(Measured measured, Answer answer) {
        if (smoke) {
            return NO_VERDICT;
        }
        boolean doubtful = answer.isJudged() && controls.outcome() == Controls.Outcome.WRONG;
        boolean limited = answer.isJudged() && answer.clientsAreLimit();
        return answer.verdict().sentence()
                + (answer.verdict() instanceof Verdict.FailedMore ? "" : besides(measured, answer))
                + (limited ? CLIENTS_ARE_LIMIT : "")
                + (doubtful ? IN_DOUBT : "");
    }

    /** How many verdicts there are, and how many of them may be wrong by chance. */
    public String errorRate() {
        List<Answer> judged = answers.values().stream()
                .flatMap(List::stream)
                .filter(Answer::isJudged)
                .toList();
        if (judged.isEmpty()) {
            return NO_VERDICTS;
        }
        int pairs = judged.stream().mapToInt(Answer::pairs).sum();
        return String.format(
                Locale.ROOT,
                "Verdicts: %d, chosen from %d pairs of arms (the best of several is compared with the best of others)."
                        + " If no two of these arms differed, chance would call at most 1 %% of the pairs different: %s"
                        + " of them on average. Arms that differ by just the margin are called equal in about 5 %%"
                        + " of all cases at most.",
                judged.size(),
                pairs,
                pairs * Verdict.SIGNIFICANCE);
    }
}
