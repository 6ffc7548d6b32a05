package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Answer;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Interval;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Question;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Unmeasured;
import dev.heddle.benchmarks.results.Work;
import java.util.ArrayList;
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
    private final StackingTable table;

    VerdictTable(SavedRun run, Conclusions conclusions, String id, Html html) {
        this.run = run;
        this.conclusions = conclusions;
        this.id = id;
        this.html = html;
        table = new StackingTable(html);
    }

    void write() {
        html.add("<h2 id=\"", id, "-verdicts\">Verdicts</h2>");
        List<String> heads = new ArrayList<>(List.of("workload", BETTER, RATIO));
        for (Question question : Question.values()) {
            heads.add(label(question));
        }
        table.begin(heads);
        run.workloads().forEach(this::row);
        Unmeasured.whole(run).forEach(this::row);
        table.end();
    }

    private void row(Work work, List<Unmeasured> arms) {
        html.add("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">", Html.escaped(work.title()), "</th>");
        cell("winner", BETTER, Optional.empty());
        cell("number", RATIO, Optional.empty());
        for (Question question : Question.values()) {
            cell(
                    "words",
                    label(question),
                    Optional.of(question)
                            .filter(Question.BACKENDS::equals)
                            .map(first -> Html.escaped(String.join("; ", Unmeasured.sentences(arms)))));
        }
        html.add("</tr>");
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
        table.cell(content.isEmpty() ? style + " empty" : style, head, content.orElse("-"));
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
