package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.AlikeRuns;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePartTest {

    @TempDir
    private Path folder;

    private SavedRun profile() throws IOException {
        SampleProfile.addTo(folder, "p");
        return SavedRun.readAll(folder).get(0);
    }

    @Test
    void whatAnOperationCostsIsATable() throws IOException {
        assertThat(Pages.of(List.of(profile())))
                .contains("<h2>What an operation costs</h2>", "Counted: system calls (strace &lt;6&gt;).")
                .containsSubsequence(
                        "<caption>echo: 64 bytes, for each round trip</caption>",
                        "<tr role=\"row\" data-arm=\"selector\">",
                        "scope=\"row\">selector</th>",
                        "data-label=\"bytes allocated\" data-exact=",
                        ">1,000</td>",
                        ">0.250</td>",
                        ">0</td>",
                        ">4.00</td>",
                        ">read 2.50, write 1.50</td>",
                        "data-arm=\"loom\">",
                        " data-exact=\"3000.0\">3,000 (2,000 to 4,000)</td>",
                        ">-</td>",
                        "selector: &lt;seen&gt;");
    }

    @Test
    void theTableCanBeSaved() throws IOException {
        assertThat(Pages.of(List.of(profile())))
                .containsSubsequence(
                        "<section data-name=\"run1-echo-connections-64-costs\"",
                        "<table class=\"verdicts\"",
                        "<p class=\"scripted\">Save as",
                        "data-save=\"CSV\" aria-label=\"Save as CSV: echo: 64 bytes\"",
                        "</section>");
    }

    @Test
    void nothingIsJudged() throws IOException {
        SavedRun run = profile();

        assertThat(Pages.of(List.of(run)))
                .doesNotContain("Verdict", "faster", "controls")
                .contains("value=\"selector\">", "value=\"loom\">", "<code>./heddle compare --profile</code>");
        assertThat(run.workloads()).isEmpty();
        assertThat(TerminalReport.of(run))
                .contains("echo: 64 bytes, for each round trip", "3,000 (2,000 to 4,000)")
                .doesNotContain("faster");
    }

    @Test
    void aProfileBesideWhatWasTimedChangesNothingThere() throws IOException {
        String alone = Pages.of(List.of(SampleRun.in(folder, "default")));
        SampleProfile.addTo(folder, "p");
        List<SavedRun> both = SavedRun.readAll(folder);

        assertThat(both).hasSize(2);
        String page = Pages.of(both);
        assertThat(page).contains("What an operation costs").doesNotContain("<h2>Since");
        assertThat(count("class=\"words\"", page)).isEqualTo(count("class=\"words\"", alone));
        assertThat(Pages.of(SavedRun.readAll(folder))).isEqualTo(page);
    }

    private static int count(String text, String page) {
        return page.split(text, -1).length - 1;
    }

    @Test
    void filesAreLinkedFromWhereverThePageIs() throws IOException {
        SavedRun run = profile();

        assertThat(Pages.of(List.of(run)))
                .contains("<a href=\"profiles/run%201/selector.html\">flame graph</a>")
                .contains("<a href=\"profiles/run%201/selector.jfr\">JFR</a>")
                .contains(" data-exact=\"profiles/run%201/selector.jfr\"");
        assertThat(HtmlReport.of(List.of(run), folder.resolve("elsewhere")))
                .contains("<a href=\"../profiles/run%201/selector.html\">");
        assertThat(TerminalReport.of(run))
                .contains(folder.resolve("profiles/run 1").toString());
    }

    @Test
    void aRunThatIsNamedTwiceIsStillOne() throws IOException {
        SavedRun run = profile();

        assertThat(AlikeRuns.merge(
                        List.of(run, SavedRun.readAll(folder.resolve(".")).get(0))))
                .hasSize(1);
    }

    @Test
    void profilesAreNotMerged() throws IOException {
        profile();
        SampleProfile.addTo(folder, "q");

        assertThat(AlikeRuns.merge(SavedRun.readAll(folder))).hasSize(2);
    }
}
