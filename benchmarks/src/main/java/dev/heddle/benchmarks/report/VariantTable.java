package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Contrast;
import dev.heddle.benchmarks.results.Verdict;
import java.util.List;
import java.util.Optional;

/** What difference it made to run on another JDK, or with other flags: a row for each piece of work and each arm. */
final class VariantTable {

    private final Contrast.Variants variants;
    private final Palette palette;
    private final Html html;
    private final StackingTable table;

    VariantTable(Contrast.Variants variants, Palette palette, Html html) {
        this.variants = variants;
        this.palette = palette;
        this.html = html;
        table = new StackingTable(html);
    }

    void write(String id) {
        List<Contrast> contrasts = variants.contrasts();
        html.add("<section id=\"", id, "\"><h2>", Html.escaped(variants.title()), "</h2>");
        html.add("<p class=\"note\">The same arm on each, by the same rule and from the same rounds, in which they took"
                + " turns.");
        html.add(Html.escaped(Contrast.Variants.errorRate(contrasts)), "</p>");
        List<Contrast> ours =
                contrasts.stream().filter(one -> palette.isOurs(one.arm())).toList();
        List<Contrast> others =
                contrasts.stream().filter(one -> !palette.isOurs(one.arm())).toList();
        table(ours);
        if (!others.isEmpty()) {
            html.add(ours.isEmpty() ? "<details open>" : "<details>", "<summary>The other arms</summary>");
            table(others);
            html.add("</details>");
        }
        html.add("</section>");
    }

    private void table(List<Contrast> contrasts) {
        if (contrasts.isEmpty()) {
            return;
        }
        table.begin(List.of("workload", "arm", "better on", "verdict"));
        contrasts.forEach(this::row);
        table.end();
    }

    private void row(Contrast contrast) {
        String arm = Html.escaped(contrast.arm());
        html.add("<tr role=\"row\" data-arm=\"", arm, "\">");
        html.add(
                "<th role=\"rowheader\" scope=\"row\">",
                Html.escaped(contrast.work().title()),
                "</th>");
        table.cell("winner", "arm", arm);
        table.cell("winner", "better on", better(contrast).map(Html::escaped).orElse("-"));
        table.cell("words", "verdict", Html.escaped(contrast.sentence()));
        html.add("</tr>");
    }

    /** Which of them, if one is, and by so much that it matters. */
    private static Optional<String> better(Contrast contrast) {
        return contrast.isJudged() && contrast.verdict() instanceof Verdict.Faster faster && faster.matters()
                ? Optional.of(faster.lead().ahead().substring(contrast.arm().length() + " on ".length()))
                : Optional.empty();
    }
}
