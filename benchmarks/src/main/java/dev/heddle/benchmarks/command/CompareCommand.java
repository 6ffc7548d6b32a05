package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heddle compare}: the main job. */
@Command(
        name = "compare",
        description = {
            "Measures both backends and two baselines side by side, and, if asked to, everything else there is to"
                    + " compare them with: their forks take turns, so that what changes on this machine meanwhile meets"
                    + " all alike. Prints a table and verdicts for each workload, and writes"
                    + " JMH's results, what was measured where, and an HTML report.",
            "Ends within ten minutes, or as said below. Ctrl-C keeps what was measured so far."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    private static final String DEFAULT_PARENT = "heddle-results";

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Null for the default size. */
    @ArgGroup
    private @Nullable SizeOption size;

    @Mixin
    @SuppressWarnings("NullAway.Init") // by picocli
    private Selection selection;

    /** Null for a folder named after the time. */
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "where the results go; must be empty or not there yet. Default: " + DEFAULT_PARENT + "/<time>")
    private @Nullable Path output;

    /** Not more than one of them. */
    private static final class SizeOption {

        @Option(
                names = "--smoke",
                description = "only see that everything works, within a minute; what comes out is no result")
        private boolean smoke;

        @Option(names = "--peers", description = "also measure Netty and others, and more workloads, within an hour")
        private boolean peers;

        @Option(
                names = "--full",
                description = "measure all that for hours, for results that are to be shown to others")
        private boolean full;

        private Size chosen() {
            if (smoke) {
                return Size.SMOKE;
            }
            if (peers) {
                return Size.PEERS;
            }
            return full ? Size.FULL : Size.DEFAULT;
        }
    }

    /** Made by picocli. */
    CompareCommand() {}

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Size chosen = chosenSize();
        List<Assignment> assignments = selection.assignments(chosen);
        List<String> arms = selection.arms(chosen, assignments);
        TimeLimit limit = new TimeLimit(System.nanoTime(), chosen.limit());
        ResultFolder folder;
        try {
            folder = ResultFolder.open(output == null ? defaultFolder() : output);
        } catch (IOException refused) {
            err.println("heddle compare: " + refused.getMessage());
            return ExitCode.USAGE;
        }
        Roster roster;
        try {
            roster = Roster.of(arms, chosen.jvmFlags());
        } catch (IOException failed) {
            folder.removeIfEmpty();
            err.println("heddle compare: cannot ask the arms what they are: " + failed.getMessage());
            return ExitCode.SOFTWARE;
        }
        try {
            return compare(chosen, assignments, roster, folder, limit);
        } catch (IOException refused) {
            err.println();
            err.println("heddle compare: cannot write the results: " + ResultFolder.reason(refused));
            return ExitCode.SOFTWARE;
        }
    }

    private static Path defaultFolder() {
        String time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault()));
        return Path.of(DEFAULT_PARENT, time);
    }

    private Size chosenSize() {
        return size == null ? Size.DEFAULT : size.chosen();
    }

    private int compare(Size chosen, List<Assignment> assignments, Roster roster, ResultFolder folder, TimeLimit limit)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        announce(chosen, folder, err);
        roster.absent().values().forEach(reason -> err.println("Left out: " + reason));
        Comparison comparison = new Comparison(chosen, assignments, roster.names(), new Progress(err), limit);
        RunFile run = begin(chosen, assignments, roster);
        Path file = run.writeNew(folder.path());
        Thread interruption = new Thread(() -> {
            comparison.stop();
            ForkLimit.endForks();
            err.println();
            finish(comparison, folder, run, file, "interrupted");
        });
        Runtime.getRuntime().addShutdownHook(interruption);
        try (ForkLog log = ForkLog.open(folder.path())) {
            comparison.run(run.id(), log);
        } catch (IOException refused) {
            withdraw(interruption);
            throw refused;
        }
        if (!withdraw(interruption)) {
            return ExitCode.SOFTWARE;
        }
        finish(comparison, folder, run, file, outcome(comparison));
        return comparison.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** What is known before anything is measured. */
    private RunFile begin(Size chosen, List<Assignment> assignments, Roster roster) {
        String began = ThisMachine.now();
        String id = began + "-" + Integer.toHexString(new SecureRandom().nextInt(0x1000, 0x10000));
        return new RunFile(
                Fork.SCHEMA,
                id,
                began,
                spec.commandLine().getParseResult().originalArgs(),
                chosen.word(),
                chosen.rounds(),
                assignments.stream().map(Assignment::work).toList(),
                roster.participants(),
                ThisMachine.facts(chosen),
                null);
    }

    private static String outcome(Comparison comparison) {
        if (!comparison.failures().isEmpty()) {
            return "with failures";
        }
        return comparison.leftOutCount() == 0 ? "complete" : "out of time";
    }

    /** Whether that was possible: not if this JVM is on its way out. Then the interruption does all the rest. */
    private static boolean withdraw(Thread interruption) {
        try {
            return Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException interrupted) {
            return false;
        }
    }

    private static void announce(Size size, ResultFolder folder, PrintWriter err) {
        if (size == Size.SMOKE) {
            err.println(TerminalReport.SMOKE_NOTICE);
        }
        if (ThisMachine.isBusy()) {
            err.println("This machine is busy with something else (load " + ThisMachine.load() + " on "
                    + Runtime.getRuntime().availableProcessors() + " cores): expect noise.");
        }
        err.println("Results go to " + folder.path() + "; Ctrl-C ends early and keeps what is there.");
        err.flush();
    }

    private void finish(Comparison comparison, ResultFolder folder, RunFile run, Path file, String outcome) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String counted = outcome + ": " + comparison.measuredCount() + " of " + comparison.plannedCount() + " forks";
        try {
            run.ended(new RunFile.End(ThisMachine.now(), ThisMachine.load(), counted, comparison.failures()))
                    .replace(file);
            if (comparison.measuredCount() == 0) {
                err.println("heddle compare: nothing was measured (" + outcome + ")");
                err.flush();
                return;
            }
            folder.writeReport().forEach(saved -> out.print(TerminalReport.of(saved)));
            out.println("Report: " + folder.path().resolve(ResultFolder.REPORT));
            out.flush();
        } catch (IOException refused) {
            err.println("heddle compare: cannot write the report: " + ResultFolder.reason(refused));
            err.flush();
        }
    }
}
