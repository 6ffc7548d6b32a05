package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Answer;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Interval;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Question;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Work;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found out, a row for each piece of work. */
final class VerdictTable {

    private static final String BETTER = "better";
    private static final String RATIO = "times as fast (or good)";

    private final SavedRun run;
    private final Conclusions conclusions;
    private final String id;
    private final Html html;

    VerdictTable(SavedRun run, Conclusions conclusions, String id, Html html) {
        this.run = run;
        this.conclusions = conclusions;
        this.id = id;
        this.html = html;
    }

    void write() {
        html.add("<h2 id=\"", id, "-verdicts\">Verdicts</h2>");
        // A narrow page shows rows as blocks, which some screen readers take for no table unless it is said.
        html.add("<table class=\"verdicts\" role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        for (String head : List.of("workload", BETTER, RATIO)) {
            head(head);
        }
        for (Question question : Question.values()) {
            head(label(question));
        }
        html.add("</tr></thead><tbody role=\"rowgroup\">");
        run.workloads().forEach(this::row);
        html.add("</tbody></table>");
    }

    private void head(String words) {
        html.add("<th role=\"columnheader\" scope=\"col\">", words, "</th>");
    }

    private static String label(Question question) {
        return Html.escaped(question.inWords().toLowerCase(Locale.ROOT));
    }

    private void row(Measured measured) {
        Judgement judgement =
                Judgement.of(measured, conclusions, run.environment().isSmoke());
        html.add(
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#",
                anchor(measured.work(), id),
                "\">");
        html.add(Html.escaped(measured.work().title()), "</a></th>");
        cell("winner", BETTER, judgement.winner().map(VerdictTable::winner));
        cell("number", RATIO, judgement.lead().map(lead -> ratio(lead.ratio())));
        for (Answer answer : conclusions.answers(measured)) {
            Optional<String> sentence = Optional.of(answer)
                    .filter(Answer::isAsked)
                    .map(asked -> Html.escaped(conclusions.sentence(measured, asked)));
            cell("words", label(answer.question()), sentence);
        }
        html.add("</tr>");
    }

    private void cell(String style, String head, Optional<String> content) {
        String styles = content.isEmpty() ? style + " empty" : style;
        html.add("<td role=\"cell\" class=\"", styles, "\" data-label=\"", head, "\">", content.orElse("-"), "</td>");
    }

    private static String winner(String winner) {
        String name = Html.escaped(winner);
        return "<strong class=\"" + name + "\">" + name + "</strong>";
    }

    private static String ratio(Interval ratio) {
        return Figures.ratio(ratio.middle()) + " <small>(" + Figures.ratio(ratio.low()) + " to "
                + Figures.ratio(ratio.high()) + ")</small>";
    }

    /** Where the charts of a piece of work are. */
    static String anchor(Work work, String run) {
        String name = work.workload() + " " + work.parameters();
        return run + "-" + name.strip().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
    }
}
