package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.AlikeRuns;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heddle report}: makes the report anew. */
@Command(
        name = "report",
        description = {
            "Makes an HTML report of saved results. Several runs make several sections, since only figures of one run"
                    + " may be compared. What Heddle became since the first of them is told too, by its ratios to an"
                    + " arm that both runs have."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULT",
            arity = "1..*",
            description =
                    "a folder that heddle compare left, or a file of JMH's results in JSON (heddle bench -rf json)")
    private List<Path> results = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where the report goes; what is there is replaced. Default: " + ResultFolder.REPORT
                    + " in the folder, together with " + SavedRun.RESULTS + ", or heddle-report.html if several"
                    + " results are named, or a file")
    private @Nullable Path output;

    @Option(
            names = "--merge",
            description = "put runs together that differ only in when they ran: same machine, JDK, flags, arms and"
                    + " program. Each is some more rounds of the others")
    private boolean merge;

    /** Null if it is not asked for. */
    @Option(
            names = "--fail-on-regression",
            paramLabel = "PERCENT",
            description = "end with status 1 and a list, if a backend is slower by more than that since the first run,"
                    + " such as 10%%: if all of the range of its ratio to a limit or peer that both runs have is below;"
                    + " with status 2, if nothing can be compared")
    private @Nullable String regression;

    /** Made by picocli. */
    ReportCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Double> allowed = allowed();
        checkOutput();
        List<SavedRun> read = new ArrayList<>();
        try {
            for (Path result : results) {
                read.addAll(SavedRun.readAll(result));
            }
        } catch (IOException unreadable) {
            err.println("heddle report: " + unreadable.getMessage());
            return ExitCode.SOFTWARE;
        }
        List<SavedRun> runs = merge ? merged(read, err) : read;
        runs.stream().flatMap(run -> run.complaints().stream()).forEach(err::println);
        Path file = output == null ? usualFile() : output;
        try {
            if (output == null && isFolder() && !merge) {
                new ResultFolder(results.get(0)).writeReport();
            } else {
                ResultFolder.writeReport(file, runs);
            }
        } catch (IOException refused) {
            err.println("heddle report: cannot write " + file + ": " + ResultFolder.reason(refused));
            return ExitCode.SOFTWARE;
        }
        out.print(TerminalReport.ofAll(runs));
        out.println("Report: " + file);
        if (allowed.isEmpty()) {
            return ExitCode.OK;
        }
        return switch (new RegressionCheck(allowed.get(), out, err).of(timed(runs))) {
            case PASSED -> ExitCode.OK;
            case SLOWER -> ExitCode.SOFTWARE;
            case NOT_COMPARED -> ExitCode.USAGE;
        };
    }

    /** Refuses a folder in the place of the report. */
    private void checkOutput() {
        if (output != null && Files.isDirectory(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output " + output + " is a folder: name a file, such as " + output.resolve(ResultFolder.REPORT));
        }
    }

    /** With what is alike in one; what is left apart is told. */
    private static List<SavedRun> merged(List<SavedRun> read, PrintWriter err) {
        List<SavedRun> runs = AlikeRuns.merge(read);
        AlikeRuns.whyApart(runs).forEach(line -> err.println("heddle report: " + line));
        return runs;
    }

    private static List<SavedRun> timed(List<SavedRun> runs) {
        return runs.stream().filter(run -> !run.isProfile()).toList();
    }

    /** By how much backends may be slower, if that is to be checked. */
    private Optional<Double> allowed() {
        if (regression == null) {
            return Optional.empty();
        }
        Optional<Double> part = RegressionCheck.part(regression);
        if (part.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--fail-on-regression needs percents between 0 and 100, such as 10%, not '" + regression + "'");
        }
        return part;
    }

    /** Whether it is about one folder of ours. */
    private boolean isFolder() {
        return results.size() == 1 && ForkLog.isIn(results.get(0));
    }

    private Path usualFile() {
        return isFolder() ? results.get(0).resolve(ResultFolder.REPORT) : Path.of("heddle-report.html");
    }
}
