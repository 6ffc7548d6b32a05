package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Change;
import dev.heddle.benchmarks.results.Contrast;
import dev.heddle.benchmarks.results.Profiled;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of runs as one HTML page, which needs nothing from elsewhere, and can load nothing from there. From the same
 * results it is the same, byte for byte.
 */
public final class HtmlReport {

    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private static final String VARIANTS = "variants";
    private static final String CHANGES = "changes";

    private HtmlReport() {}

    /** The page, with a part for each run, to be put into that folder. */
    public static String of(List<SavedRun> runs, Path folder) {
        Links links = new Links(folder);
        Palette palette = new Palette(runs.stream().flatMap(HtmlReport::arms).toList());
        Html html = new Html();
        begin(html);
        if (!palette.arms().isEmpty()) {
            filter(html, palette);
        }
        html.add("<main id=\"main\">");
        List<Contrast.Variants> variants = Contrast.Variants.of(runs);
        contents(html, runs, variants);
        for (int index = 0; index < variants.size(); index++) {
            new VariantTable(variants.get(index), palette, html).write(VARIANTS + (index + 1));
        }
        for (int index = 0; index < runs.size(); index++) {
            new RunPart(runs.get(index), index + 1, runs.size() > 1, palette, links, html).write();
        }
        for (int index : changed(runs)) {
            ChangeTable.write(runs.get(first(runs)), runs.get(index), CHANGES + (index + 1), html);
        }
        html.add("</main><script>", Html.resource("report.js"), "</script></body></html>");
        return html.toString();
    }

    /** Where everything is, if there are several runs. */
    private static void contents(Html html, List<SavedRun> runs, List<Contrast.Variants> variants) {
        if (runs.size() < 2) {
            return;
        }
        html.add("<nav id=\"contents\" aria-label=\"Runs\"><ul>");
        for (int index = 0; index < variants.size(); index++) {
            entry(html, VARIANTS + (index + 1), variants.get(index).title());
        }
        for (int index = 0; index < runs.size(); index++) {
            entry(html, RunPart.id(index + 1), runs.get(index).name());
        }
        for (int index : changed(runs)) {
            entry(html, CHANGES + (index + 1), ChangeTable.title(runs.get(first(runs)), runs.get(index)));
        }
        html.add("</ul></nav>");
    }

    /** The runs of which can be told what changed since the first. Variants of that are compared in a better way. */
    private static List<Integer> changed(List<SavedRun> runs) {
        int first = first(runs);
        return IntStream.range(first + 1, runs.size())
                .filter(index ->
                        !isSameRun(runs.get(first).file(), runs.get(index).file()))
                .filter(index ->
                        !Change.between(runs.get(first), runs.get(index)).isEmpty())
                .boxed()
                .toList();
    }

    /** Which of them is the first that was timed. */
    private static int first(List<SavedRun> runs) {
        return IntStream.range(0, runs.size())
                .filter(index -> !runs.get(index).isProfile())
                .findFirst()
                .orElse(0);
    }

    private static boolean isSameRun(@Nullable RunFile one, @Nullable RunFile other) {
        return one != null
                && other != null
                && one.id().equals(other.id())
                && one.variants().size() > 1;
    }

    private static void entry(Html html, String id, String words) {
        html.add("<li><a href=\"#", id, "\">", Html.escaped(words), "</a></li>");
    }

    private static Stream<Series> arms(SavedRun run) {
        return run.isProfile()
                ? Profiled.of(run.forks()).stream()
                        .flatMap(work -> work.arms().stream())
                        .map(Profiled.Arm::any)
                : run.workloads().stream().flatMap(work -> work.arms().stream());
    }

    private static void begin(Html html) {
        html.add("<!DOCTYPE html>");
        html.add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.add("<meta http-equiv=\"Content-Security-Policy\" content=\"", NOTHING_FROM_ELSEWHERE, "\">");
        html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.add("<meta name=\"color-scheme\" content=\"light dark\">");
        html.add("<title>Heddle: backends compared</title>");
        html.add("<style id=\"chart-style\">", Html.resource("chart.css"), "</style>");
        html.add("<style>", Html.resource("report.css"), "</style></head><body>");
        html.add("<a class=\"skip\" href=\"#main\">To the verdicts</a>");
        html.add("<header><h1>Heddle: backends compared</h1></header>");
    }

    /** Which arms are shown; it is the legend, too. Without a script there is nothing to choose. */
    private static void filter(Html html, Palette palette) {
        html.add("<details class=\"filter scripted\" open><summary>Arms shown: <span id=\"shown\""
                + " role=\"status\">all</span></summary>");
        html.add("<fieldset><legend class=\"unseen\">Arms shown</legend>");
        for (String arm : palette.arms()) {
            String name = Html.escaped(arm);
            html.add("<label class=\"", palette.style(arm), "\"><input type=\"checkbox\" name=\"arm\" checked");
            html.add(palette.isOurs(arm) ? "data-ours " : "", "value=\"", name, "\">");
            html.add("<svg class=\"sample\" viewBox=\"0 0 26 10\" aria-hidden=\"true\">");
            html.add("<line class=\"course\" x1=\"0\" y1=\"5\" x2=\"26\" y2=\"5\"/></svg>", name, "</label>");
        }
        html.add("</fieldset><button type=\"button\" data-choose=\"all\">All</button>");
        html.add("<button type=\"button\" data-choose=\"ours\">Only Heddle's</button></details>");
    }
}
