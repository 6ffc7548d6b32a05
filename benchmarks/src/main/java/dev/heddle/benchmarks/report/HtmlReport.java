package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Answer;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Controls;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Question;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of runs as one HTML page, which needs nothing from elsewhere. */
public final class HtmlReport {

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /** The page, with a section for each run. */
    public static String of(List<SavedRun> runs) {
        return new HtmlReport().page(runs);
    }

    private String page(List<SavedRun> runs) {
        add("<!DOCTYPE html>");
        add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<meta name=\"color-scheme\" content=\"light dark\">");
        add("<title>Heddle: backends compared</title>");
        add("<style>", styleSheet(), "</style></head><body><main>");
        add("<h1>Heddle: backends compared</h1>");
        for (SavedRun run : runs) {
            section(run, runs.size() > 1);
        }
        add("</main></body></html>");
        return html.toString();
    }

    private void section(SavedRun run, boolean named) {
        boolean smoke = run.environment().isSmoke();
        if (named) {
            add("<h2 class=\"run\">", escaped(run.name()), "</h2>");
        }
        if (smoke) {
            smokeNotice();
        }
        provenance(run.environment().facts());
        Conclusions conclusions = Conclusions.of(run);
        controls(conclusions.controls(), smoke);
        summary(run, conclusions);
        for (Measured measured : run.workloads()) {
            workload(measured, conclusions, smoke);
        }
        add("<h2>How to read this</h2>");
        explanation(run.environment());
        environment(run.environment());
        if (smoke) {
            smokeNotice();
        }
    }

    private void smokeNotice() {
        add("<p class=\"smoke\">", escaped(TerminalReport.SMOKE_NOTICE), "</p>");
    }

    /** Where and when, in one line. */
    private void provenance(Map<String, String> facts) {
        if (!facts.isEmpty()) {
            add(
                    "<p class=\"provenance\">",
                    escaped(facts.getOrDefault("started", "?") + ", "
                            + facts.getOrDefault("processor", "?") + ", " + facts.getOrDefault("cores", "?")
                            + " cores, JDK "
                            + facts.getOrDefault("jdk", "?") + ". Run " + facts.getOrDefault("outcome", "?")
                            + ". Load of the machine before: " + facts.getOrDefault("load before", "?")
                            + ", after: " + facts.getOrDefault("load after", "?") + "."),
                    "</p>");
        }
    }

    private void controls(Controls controls, boolean smoke) {
        boolean wrong = controls.outcome() == Controls.Outcome.WRONG;
        add("<p class=\"", wrong ? "smoke" : "note", "\">", escaped(controls.sentence()), "</p>");
        if (!smoke && !controls.all().isEmpty()) {
            add(wrong ? "<details open>" : "<details>", "<summary>Controls</summary><ul>");
            controls.all().forEach(control -> add("<li>", escaped(control.sentence()), "</li>"));
            add("</ul></details>");
        }
    }

    private void summary(SavedRun run, Conclusions conclusions) {
        add("<h2>Verdicts</h2>");
        add("<div class=\"scroll\"><table><thead><tr><th>workload</th><th>selector : loom</th>");
        for (Question question : Question.values()) {
            add("<th>", escaped(question.inWords().toLowerCase(Locale.ROOT)), "</th>");
        }
        add("</tr></thead><tbody>");
        for (Measured measured : run.workloads()) {
            add("<tr><td>", escaped(measured.work().title()), "</td><td class=\"number\">", ratio(measured), "</td>");
            conclusions.answers(measured).forEach(answer -> add("<td>", verdict(answer, conclusions), "</td>"));
            add("</tr>");
        }
        add("</tbody></table></div>");
        add("<p class=\"note\">", escaped(Verdict.RULE), "</p>");
        add("<p class=\"note\">", escaped(conclusions.errorRate()), "</p>");
    }

    /** The speeds of the backends, if there are both. */
    private static String ratio(Measured measured) {
        return measured.arm(Arms.SELECTOR)
                .flatMap(selector -> measured.arm(Arms.LOOM))
                .map(loom -> "1 : " + TerminalReport.speed(measured, loom))
                .orElse("-");
    }

    private static String verdict(Answer answer, Conclusions conclusions) {
        String style = answer.verdict() instanceof Verdict.Faster faster && faster.matters()
                ? " class=\"" + escaped(faster.lead().ahead()) + "\""
                : "";
        return "<span" + style + ">" + escaped(conclusions.sentence(answer)) + "</span>";
    }

    private void workload(Measured measured, Conclusions conclusions, boolean smoke) {
        add("<section><h3>", escaped(measured.work().title()), "</h3>");
        if (smoke) {
            add("<p class=\"watermark\">smoke run, no result</p>");
        } else {
            conclusions.answers(measured).stream()
                    .filter(Answer::isAsked)
                    .forEach(answer ->
                            add("<p>", answer.question().inWords(), ": ", verdict(answer, conclusions), "</p>"));
        }
        add("<figure>", Plot.of(measured), "</figure>");
        add(
                "<details><summary>Figures</summary><div class=\"scroll\"><table><thead><tr><th>",
                escaped(measured.unitInWords()),
                "</th><th>median</th><th>least</th><th>greatest</th>",
                "<th>forks</th><th>speed, first = 1</th></tr></thead><tbody>");
        for (Series arm : measured.arms()) {
            add(
                    "<tr><td>",
                    escaped(arm.arm()),
                    "</td>",
                    number(Figures.grouped(arm.median())),
                    number(Figures.grouped(arm.least())),
                    number(Figures.grouped(arm.greatest())),
                    number(String.valueOf(arm.forks().size())),
                    number(TerminalReport.speed(measured, arm)),
                    "</tr>");
        }
        add("</tbody></table></div></details></section>");
    }

    private static String number(String text) {
        return "<td class=\"number\">" + text + "</td>";
    }

    private void explanation(Environment environment) {
        add(
                "<p>A dot is the median of one fork (a JVM of its own), the upright stroke the median of the forks,"
                        + " the whisker",
                " their least and greatest. Bars and dots of one run may be compared with each other, and with nothing",
                " that was measured at another time. Grey arms are not Heddle: what one would write by hand for just",
                " this work, or, where they take part, other libraries.</p><dl>");
        environment.facts().forEach((name, value) -> {
            if (name.startsWith(Environment.ARM)) {
                add("<dt>", escaped(name.substring(Environment.ARM.length())), "</dt><dd>", escaped(value), "</dd>");
            }
        });
        add(
                "</dl><p>Client and server share a process, and a loop, which is a reactor in Heddle's arms, unless it",
                " says two loops: then they have one each. Everything goes over loopback. What",
                " this does not show: latency under load, throughput of data, other machines.</p>");
    }

    private void environment(Environment environment) {
        if (environment.facts().isEmpty()) {
            add("<p class=\"note\">No environment file lies beside these results.</p>");
            return;
        }
        add("<h2>Where it was measured</h2><div class=\"scroll\"><table><tbody>");
        environment.facts().forEach((name, value) -> {
            if (!name.startsWith(Environment.ARM)) {
                add("<tr><th>", escaped(name), "</th><td>", escaped(value), "</td></tr>");
            }
        });
        add("</tbody></table></div>");
    }

    private static String styleSheet() {
        try (InputStream resource = HtmlReport.class.getResourceAsStream("report.css")) {
            if (resource == null) {
                throw new IllegalStateException("report.css is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read report.css", unreadable);
        }
    }

    /** Text that means itself in HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void add(String... pieces) {
        for (String piece : pieces) {
            html.append(piece);
        }
        html.append('\n');
    }
}
