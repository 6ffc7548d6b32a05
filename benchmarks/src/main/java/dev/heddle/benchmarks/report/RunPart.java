package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Controls;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Failures;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the page about one run: verdicts, charts of each workload, then how and where it was measured. */
final class RunPart {

    private static final String FAILURES = "What failed";
    private static final String FAILURES_ID = "failures";

    private final SavedRun run;
    private final String id;
    private final boolean named;
    private final boolean smoke;
    private final Conclusions conclusions;
    private final Palette palette;
    private final Links links;
    private final Html html;

    RunPart(SavedRun run, int number, boolean named, Palette palette, Links links, Html html) {
        this.run = run;
        this.id = id(number);
        this.named = named;
        this.smoke = run.environment().isSmoke();
        this.conclusions = Conclusions.of(run);
        this.palette = palette;
        this.links = links;
        this.html = html;
    }

    /** Where the part about that run begins. */
    static String id(int number) {
        return "run" + number;
    }

    void write() {
        if (named) {
            html.add("<h2 class=\"run\" id=\"", id, "\">", Html.escaped(run.name()));
            html.add(" <a class=\"up\" href=\"#contents\">all runs</a></h2>");
        }
        contents();
        smokeNotice();
        provenance(run.environment().facts());
        busyNotice(run.environment().facts().get(Environment.BUSY));
        if (run.isProfile()) {
            new ProfilePart(run, id, links, html).write();
            failures();
            new Background(run, id, html).writeOfProfile();
        } else {
            judged();
            failures();
            new Background(run, id, html).write();
        }
    }

    private void judged() {
        controls(conclusions.controls());
        summary(conclusions.summary().lines());
        new VerdictTable(run, conclusions, id, html).write();
        glance();
        workloads().forEach(this::workload);
    }

    /** What failed, and what is known of it. */
    private void failures() {
        List<Failures> all = Failures.of(run);
        if (all.isEmpty()) {
            return;
        }
        html.add("<section id=\"", id, "-", FAILURES_ID, "\"><h2>", FAILURES, "</h2><ul>");
        for (Failures failures : all) {
            html.add("<li>", Html.escaped(failures.sentence()));
            if (!failures.output().isEmpty()) {
                html.add("<details><summary>What else is known</summary><pre tabindex=\"0\">");
                html.add(Html.escaped(String.join("\n", failures.output())), "</pre></details>");
            }
            html.add("</li>");
        }
        html.add("</ul></section>");
    }

    /** What this part has. */
    private void contents() {
        html.add("<nav aria-label=\"", named ? Html.escaped(run.name()) : "Contents", "\"><ul>");
        if (run.isProfile()) {
            entry(ProfilePart.COSTS_ID, ProfilePart.COSTS);
        } else {
            entry("verdicts", "Verdicts");
            workloads().keySet().forEach(name -> entry(anchor(name), heading(name)));
        }
        if (!Failures.of(run).isEmpty()) {
            entry(FAILURES_ID, FAILURES);
        }
        entry(Background.METHOD_ID, run.isProfile() ? "Method" : "Method and limits");
        entry(Background.ARMS_ID, "Arms");
        entry(Background.MACHINE_ID, "Machine");
        if (!run.forks().isEmpty()) {
            entry(Background.DATA_ID, "Raw data");
        }
        html.add("</ul></nav>");
    }

    private void entry(String anchor, String words) {
        html.add("<li><a href=\"#", id, "-", anchor, "\">", Html.escaped(words), "</a></li>");
    }

    /** Of the section about a workload. */
    private static String anchor(String workload) {
        return "of-" + workload.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private void smokeNotice() {
        if (smoke) {
            html.add("<p class=\"smoke\">", Html.escaped(TerminalReport.SMOKE_NOTICE), "</p>");
        }
    }

    private void busyNotice(@Nullable String others) {
        if (others != null) {
            html.add("<p class=\"smoke\">BUSY MACHINE: ", Html.escaped(others), "</p>");
        }
    }

    /** Where and when, in one line. */
    private void provenance(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return;
        }
        String text = String.format(
                "%s, %s, %s cores, JDK %s. Run %s Load of the machine before: %s, after: %s.",
                facts.getOrDefault("started", "?"),
                facts.getOrDefault("processor", "?"),
                facts.getOrDefault("cores", "?"),
                facts.getOrDefault("jdk", "?"),
                run.outcome("and its folder"),
                facts.getOrDefault("load before", "?"),
                facts.getOrDefault("load after", "?"));
        String variant = facts.get(Environment.VARIANT);
        String on = variant == null ? "" : " On " + variant + ".";
        html.add("<p class=\"provenance\">", Html.escaped(text + on), "</p>");
    }

    private void controls(Controls controls) {
        boolean wrong = controls.outcome() == Controls.Outcome.WRONG;
        html.add("<p class=\"", wrong ? "smoke" : "note", "\">", Html.escaped(controls.sentence()), "</p>");
        if (!smoke && !controls.all().isEmpty()) {
            html.add(wrong ? "<details open>" : "<details>", "<summary>Controls</summary><ul>");
            controls.all().forEach(control -> html.add("<li>", Html.escaped(control.sentence()), "</li>"));
            html.add("</ul></details>");
        }
    }

    private void summary(List<String> lines) {
        if (!lines.isEmpty()) {
            html.add("<ul>");
            lines.forEach(line -> html.add("<li>", Html.escaped(line), "</li>"));
            html.add("</ul>");
        }
    }

    /** The verdicts as a chart, if there are any, and by which rule they were found. */
    private void glance() {
        Map<String, Judgement> works = new LinkedHashMap<>();
        run.workloads()
                .forEach(measured -> works.put(measured.work().title(), Judgement.of(measured, conclusions, smoke)));
        boolean judged =
                works.values().stream().anyMatch(judgement -> judgement.lead().isPresent());
        if (smoke || run.workloads().isEmpty()) {
            return;
        }
        html.add("<section aria-label=\"Rule\">", judged ? "<div class=\"charts\">" : "<div>");
        if (judged) {
            chart(VerdictChart.of(works), id + "-verdicts");
        }
        html.add("<div><p class=\"note\">", Html.escaped(Verdict.RULE), "</p>");
        html.add("<p class=\"note\">", Html.escaped(conclusions.errorRate()), "</p></div></div></section>");
    }

    /** What was measured of each workload, in the order in which it was measured. */
    private Map<String, List<Measured>> workloads() {
        Map<String, List<Measured>> workloads = new LinkedHashMap<>();
        run.workloads()
                .forEach(point -> workloads
                        .computeIfAbsent(point.work().workload(), first -> new ArrayList<>())
                        .add(point));
        return workloads;
    }

    private void workload(String name, List<Measured> points) {
        html.add("<section id=\"", id, "-", anchor(name), "\" aria-label=\"", Html.escaped(name), "\">");
        html.add("<h2>", Html.escaped(heading(name)), "</h2>");
        if (smoke) {
            html.add("<p class=\"watermark\">smoke run, no result</p>");
        }
        html.add("<div class=\"charts\">");
        points.forEach(this::point);
        int number = 0;
        for (Sweep sweep : Sweep.of(points)) {
            Chart chart = CrossoverChart.of(heading(name), Crossing.of(sweep, conclusions, smoke), palette);
            chart(smoke ? chart.noted("") : chart, id + "-" + name + "-course-" + ++number);
        }
        html.add("</div></section>");
    }

    /** {@code timer-churn} is "Timer churn". What is named after a class stays as it is. */
    private static String heading(String name) {
        if (name.contains(".")) {
            return name;
        }
        String words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private void point(Measured measured) {
        Evidence evidence = Evidence.of(measured, run);
        String name = VerdictTable.anchor(measured.work(), id);
        String title = measured.work().title();
        html.add("<div class=\"work\" id=\"", name, "\">");
        chart(BarChart.of(title, measured, palette).noted(note(measured)), name);
        html.add("</div>");
        for (Measured beside : evidence.beside()) {
            String metric = beside.metric().name();
            chart(BarChart.of(title + ": " + metric, beside, palette), name + "-" + metric);
        }
        evidence.times().forEach((times, arms) -> {
            chart(PercentileChart.of(title, times, arms, palette), name + "-" + times + "-percentiles");
            chart(HistogramChart.of(title, times, arms, palette), name + "-" + times + "-histogram");
        });
    }

    /** What is concluded, and who took no part. */
    private String note(Measured measured) {
        List<String> lines = new ArrayList<>(smoke ? List.of() : Judgement.sentences(measured, conclusions));
        measured.disturbed().ifPresent(words -> lines.add(words + " (hollow dots)."));
        conclusions.unmeasured(measured).forEach(one -> lines.add(Html.escaped(one.arm() + ": " + one.sentence())));
        RunFile file = run.file();
        if (file != null) {
            file.leftOut(measured.work()).forEach(line -> lines.add("Left out: " + Html.escaped(line)));
        }
        return String.join("<br>", lines);
    }

    private void chart(Chart chart, String name) {
        html.add(chart.html(name.replaceAll("[^A-Za-z0-9-]", "-")));
    }
}
