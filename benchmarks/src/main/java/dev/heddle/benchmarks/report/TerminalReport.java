package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of a run as text. */
public final class TerminalReport {

    /** What is said wherever figures of a smoke run are shown. */
    public static final String SMOKE_NOTICE =
            "SMOKE RUN, NO RESULT: it shows that everything works, and nothing about speed.";

    private static final String LINE = "%-24s %12s   %-23s %6s %8s%n";
    private static final int TEXT_WIDTH = 90;

    private TerminalReport() {}

    /** Tables, ratios and verdicts. */
    public static String of(SavedRun run) {
        StringBuilder text = new StringBuilder();
        boolean smoke = run.environment().isSmoke();
        text.append(System.lineSeparator());
        for (Measured measured : run.workloads()) {
            append(text, measured, smoke);
        }
        appendEnding(text, run);
        return text.toString();
    }

    private static void append(StringBuilder text, Measured measured, boolean smoke) {
        String newLine = System.lineSeparator();
        text.append(measured.work().title())
                .append(" (")
                .append(measured.unitInWords())
                .append(measured.moreIsBetter() ? ", more is better)" : ", less is better)")
                .append(newLine);
        text.append(String.format(LINE, "", "median", "least - greatest", "forks", "speed"));
        for (Series arm : measured.arms()) {
            String spread = Figures.grouped(arm.least()) + " - " + Figures.grouped(arm.greatest());
            text.append(String.format(
                    LINE,
                    arm.arm(),
                    Figures.grouped(arm.median()),
                    spread,
                    arm.forks().size(),
                    speed(measured, arm)));
        }
        String verdict = smoke
                ? "No verdict: smoke run"
                : capitalised(Verdict.of(measured).sentence());
        text.append(ratios(measured))
                .append(newLine)
                .append(verdict)
                .append(newLine)
                .append(newLine);
    }

    /** The speed of an arm, where the first one's is 1. */
    static String speed(Measured measured, Series arm) {
        return Figures.ratio(measured.speed(arm.median(), measured.reference().median()));
    }

    /** Such as {@code speed selector : loom = 1.00 : 0.93}. */
    static String ratios(Measured measured) {
        String names = measured.arms().stream().map(Series::arm).collect(Collectors.joining(" : "));
        String speeds =
                measured.arms().stream().map(arm -> speed(measured, arm)).collect(Collectors.joining(" : "));
        return "Speed " + names + " = " + speeds;
    }

    static String capitalised(String sentence) {
        return sentence.startsWith(Arms.SELECTOR) || sentence.startsWith(Arms.LOOM)
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static void appendEnding(StringBuilder text, SavedRun run) {
        String newLine = System.lineSeparator();
        Map<String, String> facts = run.environment().facts();
        text.append(wrapped("Speed is relative to the first arm's; more is faster. " + Verdict.RULE));
        if (!facts.isEmpty()) {
            text.append(String.format(
                    "Measured %s on %s, %s cores, JDK %s; load before %s.%n",
                    facts.getOrDefault("started", "?"),
                    facts.getOrDefault("processor", "?"),
                    facts.getOrDefault("cores", "?"),
                    facts.getOrDefault("jdk", "?"),
                    facts.getOrDefault("load before", "?")));
            text.append("Run ").append(facts.getOrDefault("outcome", "?")).append(newLine);
        }
        facts.forEach((name, value) -> {
            if (name.startsWith(Environment.ARM)) {
                text.append(wrapped(name.substring(Environment.ARM.length()) + ": " + value));
            }
        });
        if (run.environment().isSmoke()) {
            text.append(SMOKE_NOTICE).append(newLine);
        }
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > TEXT_WIDTH) {
                lines.append(System.lineSeparator());
                column = 0;
            }
            if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.append(System.lineSeparator()).toString();
    }
}
