package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import java.util.List;
import java.util.stream.Collectors;

/** What one must know to believe a run, or to doubt it: how it was measured, its limits, the arms, the machine, the raw data. */
final class Background {

    private static final String READING = """
        <h2>How to read the charts</h2>
        <p>A dot is one fork (a JVM of its own, whose figure is the median of its iterations), the upright stroke the
        median of the forks. The line between two ends holds the true median with 95 % confidence, or, where there are five
        forks, 94 %; with fewer there is none. A hollow dot is a fork that was disturbed: while it ran, others used more than a tenth of the
        processors. Hollow bars are controls: a backend measured again, which must not be found
        to differ, and one that is slowed on purpose, which must be found to be slower. Arms other than Heddle's are what
        one would write by hand for just this work, other libraries, and other means of the JDK's.</p>
        <p>Percentiles and histograms are of all forks of an arm together, with every single time in them.
        A column of a histogram is as high as its count, and the highest of each arm as high as its row.</p>
        """;

    private static final String METHOD = """
        <h2>Method</h2>
        <p>Forks take turns: round by round, in each round workload by workload, for each workload arm by arm, every other
        round in reverse. So what changes on the machine meets all arms alike, and figures of one run may be compared with
        each other, and with nothing that was measured at another time. Only forks count as independent; iterations of one
        fork resemble each other. Work counts when it was processed, and each arm fails if any is missing.</p>
        """;

    private static final String LIMITS = """
        <h2>Limits</h2>
        <p>Client and server share a machine and its cores, and, unless a workload says otherwise, a process and a loop.
        Everything goes over loopback, where no packet is lost or late. Most workloads wait for themselves, so they show
        throughput and cost, not latency under load. Other machines, kernels and JDKs give other figures, and may give other
        verdicts. An arm of another library is set as said below; its authors may know better.</p>
        """;

    static final String METHOD_ID = "method";
    static final String ARMS_ID = "arms";
    static final String MACHINE_ID = "machine";
    static final String DATA_ID = "data";

    private final SavedRun run;
    private final String id;
    private final Html html;

    /** What is written is found below {@code id}. */
    Background(SavedRun run, String id, Html html) {
        this.run = run;
        this.id = id;
        this.html = html;
    }

    void write() {
        section(METHOD_ID, "");
        html.add(READING, METHOD);
        again();
        html.add(LIMITS, "</section>");
        facts();
    }

    /** The same without what is about charts, and figures that are judged. */
    void writeOfProfile() {
        section(METHOD_ID, "");
        html.add("<h2>Method</h2>");
        again();
        html.add("</section>");
        facts();
    }

    private void again() {
        RunFile file = run.file();
        if (file != null) {
            html.add(
                    "<p>The same again: <code>./heddle ",
                    Html.escaped(String.join(" ", file.command())),
                    "</code></p>");
        }
    }

    private void facts() {
        arms();
        environment();
        rawData();
    }

    private void section(String name, String style) {
        html.add("<section id=\"", id, "-", name, "\" class=\"", style, "\">");
    }

    private void arms() {
        section(ARMS_ID, "");
        html.add("<h2>Arms</h2><dl>");
        RunFile file = run.file();
        run.environment().facts().forEach((name, value) -> {
            if (name.startsWith(Environment.ARM)) {
                String arm = name.substring(Environment.ARM.length());
                html.add("<div data-arm=\"", Html.escaped(arm), "\"><dt>", Html.escaped(arm), "</dt>");
                html.add("<dd>", Html.escaped(value), "</dd>");
                RunFile.Participant participant =
                        file == null ? null : file.arms().get(arm);
                if (participant != null) {
                    staysOut(participant);
                    settings(participant);
                }
                html.add("</div>");
            }
        });
        html.add("</dl></section>");
    }

    private void staysOut(RunFile.Participant participant) {
        participant
                .staysOut()
                .forEach((title, reason) ->
                        html.add("<dd>Left out of <i>", Html.escaped(title), "</i>: ", Html.escaped(reason), ".</dd>"));
    }

    private void settings(RunFile.Participant participant) {
        if (!participant.settings().isEmpty()) {
            html.add("<dd>How it is set:<ul>");
            participant.settings().forEach(setting -> html.add("<li>", Html.escaped(setting), "</li>"));
            html.add("</ul></dd>");
        }
    }

    private void environment() {
        section(MACHINE_ID, "");
        html.add("<h2>Where it was measured</h2>");
        if (run.environment().facts().isEmpty()) {
            html.add("<p class=\"note\">A file of JMH's does not say where it was measured.</p></section>");
            return;
        }
        html.add("<table class=\"facts\"><tbody>");
        run.environment().facts().forEach((name, value) -> {
            if (!name.startsWith(Environment.ARM)) {
                html.add("<tr><th scope=\"row\">", Html.escaped(name), "</th><td>", Html.escaped(value), "</td></tr>");
            }
        });
        html.add("</tbody></table>");
        run.complaints().forEach(complaint -> html.add("<p class=\"watermark\">", Html.escaped(complaint), "</p>"));
        html.add("</section>");
    }

    /** From these two files the page can be made again, but for what a profile has left. */
    private void rawData() {
        List<Fork> forks = run.forks();
        if (forks.isEmpty()) {
            return;
        }
        section(DATA_ID, "raw");
        html.add("<h2>Raw data</h2><p>All that was measured, a line of JSON for each fork; histograms are");
        html.add("HdrHistogram's, compressed, in Base64. In a folder, these files make this page anew");
        html.add("(<code>./heddle report</code>).</p>");
        raw(ForkLog.FILE, forks.stream().map(Fork::withoutJmh).map(Json::line).collect(Collectors.joining("\n")));
        RunFile file = run.file();
        if (file != null) {
            raw(String.valueOf(RunFile.file(run.folder(), 1).getFileName()), Json.pretty(file));
        }
        html.add("</section>");
    }

    private void raw(String name, String text) {
        html.add("<details><summary>", name, "</summary>");
        html.add("<p class=\"scripted\"><button type=\"button\" data-save=\"text\">Save ", name, "</button></p>");
        html.add("<pre tabindex=\"0\" data-file=\"", name, "\">", Html.escaped(text), "</pre></details>");
    }
}
