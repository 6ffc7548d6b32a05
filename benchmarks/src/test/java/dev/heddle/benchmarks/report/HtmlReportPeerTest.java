package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.benchmarks.results.SavedRun;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, without a window. */
@Tag("peers")
class HtmlReportPeerTest {

    private static final int LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private String page = "";

    @BeforeEach
    void makeThePage() throws IOException {
        assumeTrue(chromium().isPresent(), "no chromium");
        page = Pages.of(List.of(SampleRun.in(Files.createDirectory(folder.resolve("run")), "default")));
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Shows the page with {@code probe} at its end, and returns what Chromium printed: errors first, then the document. */
    private String show(String probe, String... options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("page.html"), page.replace("</body>", probe + "</body>"));
        Path printed = folder.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                chromium().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--virtual-time-budget=5000",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(file.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    /** Runs {@code script} in the page, and returns what it makes of it: {@code say} is a function that tells a value. */
    private String ask(String script, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--dump-dom");
        String dom = show(
                "<script>const told = []; const say = (value) => { told.push(value); document.title = told.join('|');"
                        + " };"
                        + script + "</script>",
                all.toArray(String[]::new));
        assertThat(dom).doesNotContain("CONSOLE");
        return dom.substring(dom.indexOf("<title>") + "<title>".length(), dom.indexOf("</title>"));
    }

    @Test
    void nothingIsAskedForAndNothingGoesWrong() throws Exception {
        assertThat(ask("say(performance.getEntriesByType('resource').length);"
                        + "document.addEventListener('securitypolicyviolation', (event) => say(event.blockedURI));"))
                .isEqualTo("0");
    }

    @Test
    void anythingThatWasAskedForWouldBeNoticed() throws Exception {
        assertThat(show("<img src=\"https://heddle.invalid/x.png\">", "--dump-dom"))
                .contains("CONSOLE", "Content Security Policy");
    }

    @Test
    void armsThatAreNotChosenAreHiddenEverywhere() throws Exception {
        String visible = "all('svg .stack').map((s) => s.querySelectorAll('[data-arm]:not([hidden])').length).join()";
        String prepare = "const all = (what) => [...document.querySelectorAll(what)];"
                + "const height = () => document.querySelector('.work figure svg').viewBox.baseVal.height;"
                + "const before = height();";

        assertThat(ask(prepare + "document.querySelector('input[value=netty-nio]').click(); say(" + visible
                        + ");say(before - height());"
                        + " say(document.getElementById('shown').textContent);say(all('[data-arm=netty-nio]').every((part)"
                        + " => getComputedStyle(part).display === 'none'))"))
                .isEqualTo("5,5,5,5,2,2,2,2,2,2|34|5 of 6|true");
        assertThat(ask(prepare + "document.querySelector('[data-choose=ours]').click(); say(" + visible + ");"
                        + "document.querySelector('[data-choose=all]').click(); say(before === height());"))
                .isEqualTo("2,2,2,2,2,2,2,2,2,2|true");
    }

    @Test
    void chartsAndNumbersAndRawDataAreSaved() throws Exception {
        String saved = saved("""
            const figure = document.querySelector('.work figure');
            ['CSV', 'SVG', 'PNG'].forEach((kind) => figure.querySelector(`[data-save=${kind}]`).click());
            document.querySelector('[data-save=text]').click();
            """);

        assertThat(saved.split("\\|"))
                .containsExactlyInAnyOrder(
                        "run1-connections-inflight-1-loops-1.csv text/csv true arm,median,int",
                        "run1-connections-inflight-1-loops-1.svg image/svg+xml true &lt;svg xmlns=\"ht",
                        "run1-connections-inflight-1-loops-1.png image/png true PNG",
                        "forks.jsonl application/json true {\"schema\":1,\"r");
    }

    @Test
    void theNumbersOfAProfileAreSaved() throws Exception {
        Path run = Files.createDirectory(folder.resolve("profiled"));
        SampleProfile.addTo(run, "p");
        page = Pages.of(SavedRun.readAll(run));

        assertThat(saved("document.querySelector('[data-save=CSV]').click();"))
                .isEqualTo("run1-echo-connections-64-costs.csv text/csv false arm,bytes allo");
    }

    /** Runs {@code script}, and returns what it saves: name, type, whether that is much, and how it begins. */
    private String saved(String script) throws IOException, InterruptedException {
        return ask("""
            HTMLAnchorElement.prototype.click = function () {
              fetchBlob(this.href, this.download);
            };
            const blobs = new Map();
            const create = URL.createObjectURL;
            URL.createObjectURL = (blob) => { const url = create(blob); blobs.set(url, blob); return url; };
            const fetchBlob = async (url, name) => {
              const blob = blobs.get(url);
              const text = await blob.text();
              say(name + ' ' + blob.type + ' ' + (blob.size > 500) + ' '
                + (blob.type === 'image/png' ? text.slice(1, 4) : text.slice(0, 14)));
            };
            """ + script);
    }

    @Test
    void aPhoneShowsItWithoutScrollingAside() throws Exception {
        // A window is 500 wide at least; only for the picture it is made as narrow as is asked for.
        String widths = "console.log('widths ' + innerWidth + ' ' + document.documentElement.scrollWidth)";
        String probe = "<script>document.querySelectorAll('details').forEach((each) => { each.open = true; });"
                + "addEventListener('resize', () => " + widths + ");</script>";

        assertThat(show(probe, "--window-size=390,2000", "--screenshot=" + folder.resolve("phone.png")))
                .contains("\"widths 390 390\"");
        assertThat(ask("say(innerWidth); say(document.documentElement.scrollWidth);", "--window-size=1280,2000"))
                .isEqualTo("1280|1280");
    }

    @Test
    void itIsPrintedWithTheChartsAndWithoutTheRawData() throws Exception {
        Path paper = folder.resolve("page.pdf");
        show("", "--no-pdf-header-footer", "--print-to-pdf=" + paper);
        String pdf = Files.readString(paper, StandardCharsets.ISO_8859_1);

        assertThat(pdf).startsWith("%PDF");
        assertThat(pdf.split("/Type /Page\\b", -1)).hasSizeBetween(3, 9);
    }

    @Test
    void everythingHasANameForThoseWhoDoNotSee() throws Exception {
        assertThat(ask("const unnamed = (what) => [...document.querySelectorAll(what)].filter((e) =>"
                        + " !(e.getAttribute('aria-label') ||"
                        + " e.textContent.trim())).length;say(unnamed('svg[role=img]'));"
                        + " say(unnamed('button'));"
                        + " say(unnamed('label'));say([...document.querySelectorAll('a, button, input,"
                        + " summary')].every((e) => e.tabIndex === 0));"))
                .isEqualTo("0|0|0|true");
    }
}
