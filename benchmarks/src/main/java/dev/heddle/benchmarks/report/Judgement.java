package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Answer;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Question;
import dev.heddle.benchmarks.results.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict about the backends as the page shows it.
 *
 * @param winner the backend that is better, if one is, and by so much that it matters
 * @param lead which is ahead, whether that means something or not, if that was judged at all
 */
record Judgement(Optional<String> winner, Optional<Verdict.Lead> lead) {

    /** Of a smoke run there is none. */
    static Judgement of(Measured measured, Conclusions conclusions, boolean smoke) {
        return conclusions.answers(measured).stream()
                .filter(answer -> !smoke && answer.question() == Question.BACKENDS)
                .findFirst()
                .map(answer -> of(answer.verdict()))
                .orElse(new Judgement(Optional.empty(), Optional.empty()));
    }

    private static Judgement of(Verdict verdict) {
        Optional<String> winner = verdict instanceof Verdict.Faster faster && faster.matters()
                ? Optional.of(faster.lead().ahead())
                : Optional.empty();
        return new Judgement(winner, verdict.compared());
    }

    /** All that is said about a piece of work, as HTML, a line each. */
    static List<String> sentences(Measured measured, Conclusions conclusions) {
        List<String> sentences = new ArrayList<>();
        for (Answer answer : conclusions.answers(measured)) {
            if (answer.isAsked()) {
                sentences.add("<b>" + answer.question().inWords() + "</b>: "
                        + Html.escaped(conclusions.sentence(measured, answer)));
            }
        }
        conclusions
                .reservations(measured)
                .forEach(reservation -> sentences.add("<b>But</b>: " + Html.escaped(reservation)));
        return sentences;
    }
}
