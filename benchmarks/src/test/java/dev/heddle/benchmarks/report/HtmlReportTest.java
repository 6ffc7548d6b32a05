package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Runs;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.TwoJdks;
import dev.heddle.benchmarks.results.Verdict;
import dev.heddle.benchmarks.results.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path smoke;

    private static List<String> found(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

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
                List.of(),
                List.of(),
                null);
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page)
                .contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'")
                .doesNotContain("url(")
                .doesNotContainIgnoringCase("http:", "https:", "src=", "@import", "<link");
        assertThat(found("href=\"(.)", page)).containsOnly("#");
    }

    @Test
    void fromTheSameResultsItIsTheSame() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(Pages.of(SavedRun.readAll(folder))).isEqualTo(page);
    }

    @Test
    void fromItsRawDataItIsMadeAgain(@TempDir Path again) throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));
        Matcher file = Pattern.compile("<pre [^>]*data-file=\"([^\"]+)\">([^<]*)</pre>")
                .matcher(page);
        while (file.find()) {
            String text = file.group(2)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
            Files.writeString(again.resolve(file.group(1)), text + "\n");
        }

        assertThat(Pages.of(SavedRun.readAll(again))).isEqualTo(page);
    }

    @Test
    void forksThatWereDisturbedAreMarkedAndCounted() throws IOException {
        SavedRun run = SampleRun.in(folder, "default");
        String words = "Disturbed: 1 of 30 forks, during which others used more than 10 % of the processors";

        String page = Pages.of(List.of(run));
        assertThat(found("(" + words + ")", page)).hasSize(3);
        assertThat(found("(class=\"fork disturbed\")", page)).hasSize(3 + 4); // by work, and beside lateness, too
        assertThat(TerminalReport.of(run)).contains(words);
    }

    @Test
    void whoStaysOutOfWhatIsToldWithTheReason() throws IOException {
        SavedRun run = SampleRun.in(folder, "default");
        String line = "Left out: bare-nio of 'timers: lateness': it &lt;has&gt; none";

        assertThat(found("(" + Pattern.quote(line) + ")", Pages.of(List.of(run))))
                .hasSize(1);
        assertThat(Pages.of(List.of(run)))
                .contains("<dd>Left out of <i>timers: lateness</i>: it &lt;has&gt; none.</dd>");
        assertThat(TerminalReport.of(run)).contains("Left out: bare-nio of 'timers: lateness': it <has> none");
    }

    @Test
    void anArmOnAnotherJdkHasVerdictsOfItsOwn() throws IOException {
        List<SavedRun> runs = TwoJdks.in(folder, "default");
        String page = Pages.of(runs);

        assertThat(page)
                .doesNotContain("<h2>Since")
                .contains("<h2>jdk25 against jdk21</h2>", ">selector on jdk25 is faster: 1.20x");
        assertThat(found("(<summary>The other arms</summary>)", page)).hasSize(1);
        assertThat(found("id=\"([^\"]+)\"", page))
                .doesNotHaveDuplicates()
                .containsAll(found("href=\"#([^\"]+)\"", page))
                .contains("variants1", "run1", "run2", "contents");
        assertThat(TerminalReport.ofVariants(runs))
                .contains("jdk25 against jdk21", "  selector: selector on jdk25 is faster: 1.20x");
        assertThat(TerminalReport.ofVariants(runs.subList(0, 1))).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryChartHasItsNumbers() throws IOException {
        SavedRun run = SampleRun.in(folder, "default");
        String page = Pages.of(List.of(run, run));

        assertThat(found("id=\"([^\"]+)\"", page))
                .doesNotHaveDuplicates()
                .containsAll(found("href=\"#([^\"]+)\"", page));
        int charts = 2 * (1 + 3 + 1 + 4 + 2); // verdicts; by work: judged; along the sweep; judged and beside it; times
        assertThat(found("(<svg [^>]*role=\"img\")", page)).hasSize(charts);
        assertThat(found("(<caption>)", page)).hasSize(charts + 1); // and what became of it since the first run
        assertThat(found("(<figure)", page)).hasSize(charts);
    }

    @Test
    void whatWasMeasuredBesideSpeedIsShown() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page)
                .contains("\u00b5s late (99th percentile) (less is better)")
                .contains(
                        "processors in use, by clients too (at the same speed, less is better)",
                        "processors in use, by clients alone")
                .contains(
                        "timers: lateness: percentiles of lateness",
                        "timers: lateness: histogram of lateness",
                        ">10,000</td>",
                        "99.9%</text>");
    }

    @Test
    void whereTheBetterChoiceChangesIsShown() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page)
                .contains("Connections by in flight<", "class=\"crossing\"")
                .contains("Better: selector at 1, loom at 64 and 512. They cross near ");
    }

    @Test
    void aWorkloadThatIsNamedAfterItsClassKeepsThatName() {
        Series selector = new Series("selector", Role.BACKEND, List.of(10.0));
        Work work = new Work("example.Questions", Parameters.NONE, "questions", "question");
        Measured measured = new Measured(work, new Metric("speed", "ops/s", Better.MORE), List.of(selector));
        SavedRun run = new SavedRun("a-run", new Environment(Map.of()), List.of(measured), List.of(), List.of(), null);

        assertThat(Pages.of(List.of(run))).contains("<h2>example.Questions</h2>", "\">example.Questions</a></li>");
    }

    @Test
    void allVerdictsAreShownAtAGlance() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page).contains("Backends at a glance", "class=\"k0 point\"", "class=\"k1 point\"");
        assertThat(Pages.of(List.of(SampleRun.in(smoke, "smoke: one round")))).doesNotContain("Backends at a glance");
    }

    @Test
    void controlsAreDrawnAsSuchAndLast() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page)
                .contains("<p class=\"note\">The controls came out right")
                .containsSubsequence(
                        "data-arm=\"netty-nio\" transform",
                        "<g class=\"control\" data-arm=\"selector-again\" transform",
                        "selector-again (control)",
                        "<g class=\"control\" data-arm=\"selector-slowed\" transform");
    }

    @Test
    void howItWasMeasuredIsInIt() throws IOException {
        String page = Pages.of(List.of(SampleRun.in(folder, "default")));

        assertThat(page)
                .contains("<code>./heddle compare --full</code>")
                .contains("<dd>This is netty-nio.</dd>", "<li>pooled (manual)</li>")
                .contains("&quot;reason&quot;:&quot;it &lt;broke&gt;&quot;");
    }

    @Test
    void aSmokeRunSaysThatItIsNoResult() {
        String page = Pages.of(List.of(run("smoke: one round")));

        assertThat(page).containsOnlyOnce(TerminalReport.SMOKE_NOTICE).doesNotContain(Verdict.RULE);
        assertThat(page).doesNotContain("loom is faster");
    }

    @Test
    void aRealRunDoesNot() {
        String page = Pages.of(List.of(run("default")));

        assertThat(page).doesNotContain(TerminalReport.SMOKE_NOTICE).contains("loom is faster: 1.98x");
    }

    @Test
    void textMeansItself() {
        assertThat(Pages.of(List.of(run("default")))).contains("&lt;fast &amp; hot&gt;");
    }

    @Test
    void thePlotNamesItsUnitAndEveryArm() {
        String page = Pages.of(List.of(run("default")));

        assertThat(page).contains("connections per second (more is better, logarithmic)", ">bare-nio</text>");
    }

    @Test
    void severalRunsAreKeptApart() {
        String page = Pages.of(List.of(run("default"), run("default")));

        assertThat(page.split("<h2 class=\"run\"", -1)).hasSize(3);
    }

    @Test
    void aBusyMachineAndTheVariantAreNamedAboveTheVerdicts() {
        Environment environment = new Environment(Map.of("busy machine", "others took <half>", "variant", "jdk-25"));
        SavedRun run = new SavedRun("a-run", environment, List.of(), List.of(), List.of(), null);

        assertThat(Pages.of(List.of(run)))
                .containsSubsequence(" On jdk-25.</p>", "BUSY MACHINE: ", "others took &lt;half&gt;", ">Verdicts</h2>");
    }

    @Test
    void whatBecameOfABackendSinceTheFirstRunIsTold() {
        SavedRun before = Runs.of("first-run", Map.of("jdk", "25"), 100, 50);
        SavedRun after = Runs.of("next-run", Map.of("jdk", "21"), 200, 50);

        assertThat(Pages.of(List.of(before, after)))
                .containsSubsequence(
                        "<h2>Since first-run, in next-run</h2>",
                        "Not the same: jdk: 25; now 21",
                        "<tr data-arm=\"selector\">",
                        "0.50</td>",
                        "<td>bare-nio</td>");
        assertThat(Pages.of(List.of(before))).doesNotContain("<h2>Since");
    }

    @Test
    void everyArmIsShownWithWhatItIs() {
        Environment environment = new Environment(Map.of("arm netty-nio", "without Unsafe."));
        SavedRun run = new SavedRun("a-run", environment, List.of(), List.of(), List.of(), null);

        assertThat(Pages.of(List.of(run))).contains("<dt>netty-nio</dt>\n<dd>without Unsafe.</dd>");
        assertThat(TerminalReport.of(run)).contains("netty-nio: without Unsafe.");
    }

    @Test
    void noTwoArmsLookAlike() {
        List<Series> arms = Stream.concat(
                        Stream.of("selector", "loom"), IntStream.range(0, 16).mapToObj(number -> "p" + number))
                .map(arm -> new Series(arm, arm.startsWith("p") ? Role.PEER : Role.BACKEND, List.of(1.0)))
                .toList();
        Palette palette = new Palette(arms);

        assertThat(arms).extracting(arm -> palette.style(arm.arm())).doesNotHaveDuplicates();
        assertThat(palette.style("selector")).isEqualTo("k0 ours");
    }

    @Test
    void whereThereIsNoBackendTheFirstArmIsTheMeasure() {
        Measured futures = new Measured(
                new Work("callbacks", Parameters.of("callbacks", 3), "futures: add 3 callbacks and fire", "future"),
                new Metric("time", "ns/op", Better.LESS),
                List.of(
                        new Series("heddle-deferred", Role.SHARED, List.of(30.0)),
                        new Series("jdk-completable-future", Role.PEER, List.of(60.0))));
        SavedRun run = new SavedRun("a-run", new Environment(Map.of()), List.of(futures), List.of(), List.of(), null);

        assertThat(TerminalReport.of(run)).contains("heddle-deferred : jdk-completable-future = 1.00 : 0.50");
        assertThat(Pages.of(List.of(run)))
                .contains("futures: add 3 callbacks and fire</a></th>")
                .contains("not measured: both backends have the same")
                .contains("too few forks: 1 of heddle-deferred or jdk-completable-future, 5 of each are needed");
    }

    @Test
    void whereNothingWasMeasuredThereIsNoArmToChoose() {
        SavedRun empty = new SavedRun("a-run", new Environment(Map.of()), List.of(), List.of(), List.of(), null);

        assertThat(Pages.of(List.of(empty))).doesNotContain("Arms shown");
        assertThat(Pages.of(List.of(run("default")))).contains("Arms shown");
    }

    @Test
    void theTerminalSaysTheSame() {
        assertThat(TerminalReport.of(run("default")))
                .contains("loom is faster: 1.98x", "Speed selector : loom : bare-nio = 1.00 : 1.98");
        assertThat(TerminalReport.of(run("smoke")))
                .containsOnlyOnce(TerminalReport.SMOKE_NOTICE)
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
                run.name(),
                run.environment(),
                List.of(new Measured(first.work(), first.metric(), arms)),
                List.of(),
                List.of(),
                null);

        assertThat(Pages.of(List.of(run))).containsSubsequence("No controls took part", ">Verdicts</h2>");
        assertThat(Pages.of(List.of(wrong)))
                .containsSubsequence("<p class=\"smoke\">THE CONTROLS CAME OUT WRONG", ">Verdicts</h2>", "(in doubt: ");
        assertThat(TerminalReport.of(wrong))
                .containsSubsequence("THE CONTROLS CAME OUT WRONG", "WRONG: selector-again", "(in doubt: ");
    }

    @Test
    void howManyVerdictsMayBeWrongIsSaid() {
        assertThat(Pages.of(List.of(run("default"))))
                .contains("Verdicts: 1, chosen from 1 pairs of arms")
                .contains("0.01 of them on average");
    }
}
