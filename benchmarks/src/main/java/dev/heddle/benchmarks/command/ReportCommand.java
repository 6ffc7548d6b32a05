package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heddle report}: makes the report anew. */
@Command(
        name = "report",
        description = {
            "Makes an HTML report of saved results. Several results make several sections: figures of different runs"
                    + " are never put together, since only those of one run may be compared."
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

    /** Made by picocli. */
    ReportCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<SavedRun> runs = new ArrayList<>();
        try {
            for (Path result : results) {
                runs.addAll(SavedRun.readAll(result));
            }
        } catch (IOException unreadable) {
            err.println("heddle report: " + unreadable.getMessage());
            return ExitCode.SOFTWARE;
        }
        runs.stream().flatMap(run -> run.complaints().stream()).forEach(err::println);
        Path file = output == null ? usualFile() : output;
        try {
            if (output == null && isFolder()) {
                new ResultFolder(results.get(0)).writeReport();
            } else {
                ResultFolder.writeReport(file, runs);
            }
        } catch (IOException refused) {
            err.println("heddle report: cannot write " + file + ": " + ResultFolder.reason(refused));
            return ExitCode.SOFTWARE;
        }
        runs.stream().map(TerminalReport::of).forEach(out::print);
        out.println("Report: " + file);
        return ExitCode.OK;
    }

    /** Whether it is about one folder of ours. */
    private boolean isFolder() {
        return results.size() == 1 && ForkLog.isIn(results.get(0));
    }

    private Path usualFile() {
        return isFolder() ? results.get(0).resolve(ResultFolder.REPORT) : Path.of("heddle-report.html");
    }
}
