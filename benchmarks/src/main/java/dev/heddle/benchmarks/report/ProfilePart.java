package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Profiled;
import dev.heddle.benchmarks.results.SavedRun;

/** The part of the page about a run that timed nothing: what an operation costs apart from time. */
final class ProfilePart {

    /** The heading, and where it is, below the run. */
    static final String COSTS = "What an operation costs";

    static final String COSTS_ID = "costs";

    private static final String READING = """
        <p>All for one operation, and of both ends where clients share the process of the server: the median of the forks, and
        the least and the greatest of them if these differ. Forks were run for this alone, and nothing was timed, since what is
        looked at so closely is slower. So there are no verdicts.</p>
        <p class="note"><em>Bytes allocated</em> are those of the heap in the JVM of the fork, whether they live long or not, as
        JMH's <code>gc.alloc.rate.norm</code> has them. <em>Context switches</em> are those of all threads: voluntary where one
        had nothing to do, involuntary where it had to leave its processor to others. <em>System calls</em> were counted while each
        call was traced, which makes everything slower, by no means evenly: calls whose number depends on how much comes together,
        such as <code>epoll_wait</code>, are those of a slow machine. What a server in a program of its own allocates is not in
        this; what it calls is.</p>
        <p class="note">A <em>flame graph</em> (async-profiler) shows where the processors' time went: the wider a frame, the more. A
        <em>recording</em> (JDK Flight Recorder, settings "profile") is opened by JDK Mission Control, or read by <code>jfr</code>. Both are files
        beside this one, and of one fork each.</p>
        """;

    private final SavedRun run;
    private final String id;
    private final Links links;
    private final Html html;

    ProfilePart(SavedRun run, String id, Links links, Html html) {
        this.run = run;
        this.id = id;
        this.links = links;
        this.html = html;
    }

    void write() {
        html.add("<section id=\"", id, "-", COSTS_ID, "\"><h2>", COSTS, "</h2>", READING);
        String means = run.environment().facts().getOrDefault(Environment.PROFILE, "");
        html.add("<p class=\"note\">Counted: ", Html.escaped(means), ".</p></section>");
        for (Profiled profiled : Profiled.of(run.forks())) {
            write(profiled);
        }
    }

    private void write(Profiled profiled) {
        String title = profiled.work().title();
        String name = VerdictTable.anchor(profiled.work(), id) + "-" + COSTS_ID;
        html.add("<section data-name=\"", name, "\" aria-label=\"", Html.escaped(title), "\">");
        html.add("<h2>", Html.escaped(title), "</h2>");
        String caption = title + ", for each " + profiled.work().operation();
        html.add("<p class=\"note\">For each ", Html.escaped(profiled.work().operation()), "</p>");
        html.add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", Html.escaped(caption), "\">");
        html.add(ProfileTable.of(profiled, file -> links.to(run, file)).stackingHtml(caption), "</div>");
        html.add("<p class=\"scripted\">Save as ", Chart.saveButton("CSV", title), "</p>");
        for (Profiled.Arm arm : profiled.arms()) {
            arm.notes()
                    .forEach(note -> html.add(
                            "<p class=\"note\" data-arm=\"",
                            Html.escaped(arm.arm()),
                            "\">",
                            Html.escaped(arm.arm() + ": " + note),
                            "</p>"));
        }
        html.add("</section>");
    }
}
