package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Answer;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Contrast;
import dev.heddle.benchmarks.results.Controls;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Failures;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Profiled;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.Unmeasured;
import dev.heddle.benchmarks.results.Verdict;
import java.util.List;
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

    /** Of all of these runs, each below its name if there are several, and then what differs between variants. */
    public static String ofAll(List<SavedRun> runs) {
        StringBuilder text = new StringBuilder();
        for (SavedRun run : runs) {
            if (runs.size() > 1) {
                text.append(String.format("%n=== %s ===%n", run.name()));
            }
            text.append(of(run));
        }
        return text.append(ofVariants(runs)).toString();
    }

    /** Tables, ratios and verdicts. */
    public static String of(SavedRun run) {
        StringBuilder text = new StringBuilder(System.lineSeparator());
        String variant = run.environment().facts().get(Environment.VARIANT);
        if (variant != null) {
            text.append("On ").append(variant).append(System.lineSeparator()).append(System.lineSeparator());
        }
        if (run.isProfile()) {
            appendProfile(text, run);
        } else {
            appendVerdicts(text, run);
        }
        if (run.environment().isSmoke()) {
            text.append(SMOKE_NOTICE).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void appendProfile(StringBuilder text, SavedRun run) {
        Profiled.of(run.forks()).forEach(profiled -> text.append(ProfileTable.text(profiled)));
        run.forks().stream()
                .map(Fork::profile)
                .filter(profile -> profile != null && profile.file() != null)
                .findFirst()
                .ifPresent(profile -> text.append("Flame graphs and recordings are in ")
                        .append(run.folder()
                                .resolve(String.valueOf(profile.file()))
                                .getParent())
                        .append(System.lineSeparator()));
        appendUnmeasured(text, run);
        appendRun(text, run);
    }

    private static void appendUnmeasured(StringBuilder text, SavedRun run) {
        String newLine = System.lineSeparator();
        Unmeasured.whole(run).forEach((work, arms) -> {
            text.append(work.title()).append(newLine);
            Unmeasured.sentences(arms).forEach(line -> text.append(wrapped(line)));
            text.append(newLine);
        });
        for (Failures failures : Failures.of(run)) {
            text.append(wrapped("Failed: " + failures.sentence()));
        }
    }

    private static void appendVerdicts(StringBuilder text, SavedRun run) {
        Conclusions conclusions = Conclusions.of(run);
        append(text, conclusions.controls());
        for (Measured measured : run.workloads()) {
            append(text, measured, conclusions);
        }
        appendUnmeasured(text, run);
        if (!run.workloads().isEmpty()) {
            text.append(
                    wrapped("Speed, or how good an arm is where something else is measured, is relative to the first"
                            + " arm's; more is better."
                            + (run.environment().isSmoke() ? "" : " " + Verdict.RULE + " " + conclusions.errorRate())));
        }
        appendRun(text, run);
        appendSummary(text, conclusions);
    }

    /** Verdicts on what was measured on several JDKs, or with several sets of flags; nothing, if nothing was. */
    public static String ofVariants(List<SavedRun> runs) {
        StringBuilder text = new StringBuilder();
        for (Contrast.Variants variants : Contrast.Variants.of(runs)) {
            List<Contrast> contrasts = variants.contrasts();
            text.append(String.format("%nThe same arms, %s%n", variants.title()));
            String title = "";
            for (Contrast contrast : contrasts) {
                if (!contrast.work().title().equals(title)) {
                    title = contrast.work().title();
                    text.append(title).append(System.lineSeparator());
                }
                text.append(String.format("  %s: %s%n", contrast.arm(), contrast.sentence()));
            }
            text.append(wrapped(Contrast.Variants.errorRate(contrasts)));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Controls controls) {
        text.append(wrapped(controls.sentence()));
        controls.all()
                .forEach(control -> text.append("  ").append(control.sentence()).append(System.lineSeparator()));
        text.append(System.lineSeparator());
    }

    private static void append(StringBuilder text, Measured measured, Conclusions conclusions) {
        String newLine = System.lineSeparator();
        text.append(measured.work().title())
                .append(" (")
                .append(measured.unitInWords())
                .append(", ")
                .append(measured.directionInWords())
                .append(")")
                .append(newLine);
        text.append(String.format(LINE, "", "median", "least - greatest", "forks", measured.ratioInWords()));
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
        conclusions
                .unmeasured(measured)
                .forEach(one -> text.append(String.format("%-24s %s%n", one.arm(), one.sentence())));
        text.append(ratios(measured)).append(newLine);
        for (Answer answer : conclusions.answers(measured)) {
            if (answer.isAsked() && !conclusions.isSmoke()) {
                text.append(answer.question().inWords())
                        .append(": ")
                        .append(conclusions.sentence(measured, answer))
                        .append(newLine);
            }
        }
        conclusions
                .reservations(measured)
                .forEach(reservation -> text.append("But: ").append(reservation).append(newLine));
        measured.disturbed().ifPresent(words -> text.append(words).append(newLine));
        text.append(newLine);
    }

    /** The speed of an arm, where the first one's is 1. */
    static String speed(Measured measured, Series arm) {
        return Figures.ratio(measured.speed(arm.median(), measured.reference().median()));
    }

    /** Such as {@code Speed selector : loom = 1.00 : 0.93}. */
    static String ratios(Measured measured) {
        String names = measured.arms().stream().map(Series::arm).collect(Collectors.joining(" : "));
        String speeds =
                measured.arms().stream().map(arm -> speed(measured, arm)).collect(Collectors.joining(" : "));
        return (measured.metric().isOfSpeed() ? "Speed " : "As good ") + names + " = " + speeds;
    }

    private static void appendRun(StringBuilder text, SavedRun run) {
        Map<String, String> facts = run.environment().facts();
        if (!facts.isEmpty()) {
            text.append(String.format(
                    "Measured %s on %s, %s cores, JDK %s; load before %s.%n",
                    facts.getOrDefault("started", "?"),
                    facts.getOrDefault("processor", "?"),
                    facts.getOrDefault("cores", "?"),
                    facts.getOrDefault("jdk", "?"),
                    facts.getOrDefault("load before", "?")));
            text.append(wrapped("Run " + run.outcome(run.folder().toString())));
        }
        if (facts.containsKey(Environment.BUSY)) {
            text.append(wrapped("BUSY MACHINE: " + facts.get(Environment.BUSY)));
        }
        facts.forEach((name, value) -> {
            if (name.startsWith(Environment.ARM)) {
                text.append(wrapped(name.substring(Environment.ARM.length()) + ": " + value));
            }
        });
        RunFile file = run.file();
        if (file != null) {
            file.leftOut().forEach(line -> text.append(wrapped("Left out: " + line)));
        }
    }

    /** Last, where a reader of a terminal looks first. */
    private static void appendSummary(StringBuilder text, Conclusions conclusions) {
        List<String> lines = conclusions.summary().lines();
        if (!lines.isEmpty()) {
            text.append(System.lineSeparator());
            text.append(wrapped(conclusions.controls().sentence()));
            lines.forEach(line -> text.append(wrapped(line)));
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
