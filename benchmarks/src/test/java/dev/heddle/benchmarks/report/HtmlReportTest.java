package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static SavedRun run(String size) {
        Measured measured = new Measured(
                new Work("connections", Parameters.of("inFlight", 512), "connect: 512 in flight", "connection"),
                new Metric("speed", "ops/s", Better.MORE),
                List.of(
                        new Series("selector", Role.BACKEND, List.of(10_000.0, 10_500.0, 11_000.0, 10_100.0, 10_200.0)),
                        new Series("loom", Role.BACKEND, List.of(20_000.0, 20_500.0, 21_000.0, 20_100.0, 20_200.0)),
                        new Series("bare-nio", Role.LIMIT, List.of(1.0))));
        return new SavedRun(
                "a-run",
                new Environment(Map.of("size", size, "processor", "<fast & hot>")),
                List.of(measured),
                List.of());
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        String page = HtmlReport.of(List.of(run("default")));

        assertThat(page).doesNotContainIgnoringCase("http:", "https:", "src=", "href=", "url(", "@import", "<link");
    }

    @Test
    void aSmokeRunSaysThatItIsNoResult() {
        String page = HtmlReport.of(List.of(run("smoke: one round")));

        assertThat(page).containsSubsequence(TerminalReport.SMOKE_NOTICE, "<svg", TerminalReport.SMOKE_NOTICE);
        assertThat(page).doesNotContain("loom is faster");
    }

    @Test
    void aRealRunDoesNot() {
        String page = HtmlReport.of(List.of(run("default")));

        assertThat(page).doesNotContain(TerminalReport.SMOKE_NOTICE).contains("loom is faster: 1.98x");
    }

    @Test
    void textMeansItself() {
        assertThat(HtmlReport.of(List.of(run("default")))).contains("&lt;fast &amp; hot&gt;");
    }

    @Test
    void thePlotNamesItsUnitAndEveryArm() {
        String page = HtmlReport.of(List.of(run("default")));

        assertThat(page).contains("connections per second (more is better, logarithmic scale)", ">bare-nio</text>");
    }

    @Test
    void severalRunsAreKeptApart() {
        String page = HtmlReport.of(List.of(run("default"), run("default")));

        assertThat(page.split("<h2 class=\"run\">", -1)).hasSize(3);
    }

    @Test
    void everyArmIsShownWithWhatItIs() {
        Environment environment = new Environment(Map.of("arm netty-nio", "without Unsafe."));
        SavedRun run = new SavedRun("a-run", environment, List.of(), List.of());

        assertThat(HtmlReport.of(List.of(run))).contains("<dt>netty-nio</dt><dd>without Unsafe.</dd>");
        assertThat(TerminalReport.of(run)).contains("netty-nio: without Unsafe.");
    }

    @Test
    void everyArmOfHeddlesHasAColour() {
        String page = HtmlReport.of(List.of(run("default")));

        assertThat(Arms.names())
                .filteredOn(arm -> Arms.role(arm) == Role.BACKEND || Arms.role(arm) == Role.SHARED)
                .isNotEmpty()
                .allSatisfy(arm -> assertThat(page).contains("g." + arm + " {"));
    }

    @Test
    void whereThereIsNoBackendTheFirstArmIsTheMeasure() {
        Measured futures = new Measured(
                new Work("callbacks", Parameters.of("callbacks", 3), "futures: add 3 callbacks and fire", "future"),
                new Metric("time", "ns/op", Better.LESS),
                List.of(
                        new Series("heddle-deferred", Role.SHARED, List.of(30.0)),
                        new Series("jdk-completable-future", Role.PEER, List.of(60.0))));
        SavedRun run = new SavedRun("a-run", new Environment(Map.of()), List.of(futures), List.of());

        assertThat(TerminalReport.of(run)).contains("heddle-deferred : jdk-completable-future = 1.00 : 0.50");
        assertThat(HtmlReport.of(List.of(run)))
                .contains("<td>futures: add 3 callbacks and fire</td><td class=\"number\">-</td>")
                .contains("not measured: both backends have the same")
                .contains("too few forks: 1 of heddle-deferred or jdk-completable-future, 5 of each are needed");
    }

    @Test
    void theTerminalSaysTheSame() {
        assertThat(TerminalReport.of(run("default")))
                .contains("loom is faster: 1.98x", "Speed selector : loom : bare-nio = 1.00 : 1.98");
        assertThat(TerminalReport.of(run("smoke")))
                .contains(TerminalReport.SMOKE_NOTICE)
                .doesNotContain("loom is faster");
    }

    @Test
    void whetherTheControlsCameOutRightStandsAboveTheVerdicts() {
        SavedRun run = run("default");
        Measured first = run.workloads().get(0);
        List<Series> arms = new ArrayList<>(first.arms());
        arms.add(new Series(
                "selector-again", Role.SAME_AGAIN, first.arms().get(1).forks()));
        SavedRun wrong = new SavedRun(
                run.name(), run.environment(), List.of(new Measured(first.work(), first.metric(), arms)), List.of());

        assertThat(HtmlReport.of(List.of(run))).containsSubsequence("No controls took part", "<h2>Verdicts</h2>");
        assertThat(HtmlReport.of(List.of(wrong)))
                .containsSubsequence(
                        "<p class=\"smoke\">THE CONTROLS CAME OUT WRONG", "<h2>Verdicts</h2>", "(in doubt: ");
        assertThat(TerminalReport.of(wrong))
                .containsSubsequence("THE CONTROLS CAME OUT WRONG", "WRONG: selector-again", "(in doubt: ");
    }

    @Test
    void howManyVerdictsMayBeWrongIsSaid() {
        assertThat(HtmlReport.of(List.of(run("default"))))
                .contains("Verdicts: 1, chosen from 1 pairs of arms")
                .contains("0.01 of them on average");
    }
}
