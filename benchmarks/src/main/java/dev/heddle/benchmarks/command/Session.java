package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * From the beginning of a comparison, or of what is left of one, to its end, however it comes: the files, the report, and
 * what is told. It is finished once.
 */
final class Session {

    private final ResultFolder folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private final RunFile run;
    private final Path file;
    private final List<String> command;
    private final Comparison comparison;

    /**
     * Begins: the file of the run is there when this returns.
     *
     * @param wanted the run that is to be made, if there is none to be resumed
     * @throws IOException if that cannot be written
     */
    Session(Plan plan, RunFile wanted, ResultFolder folder, TimeLimit limit, PrintWriter out, PrintWriter err)
            throws IOException {
        this.folder = folder;
        this.out = out;
        this.err = err;
        command = wanted.command();
        OptionalInt unfinished = folder.unfinished(wanted, plan);
        if (unfinished.isPresent()) {
            RunFile before = RunFile.readAll(folder.path()).get(unfinished.getAsInt() - 1);
            file = RunFile.file(folder.path(), unfinished.getAsInt());
            run = before.ended(null).with(Map.of("resumed", wanted.began() + ", load " + ThisMachine.load()));
            run.replace(file);
        } else {
            run = wanted;
            file = wanted.writeNew(folder.path());
        }
        List<Fork> forks = folder.forks(run.id());
        comparison = new Comparison(plan, new Progress(err), limit, forks, ProfileFiles.of(folder.path(), file));
        if (unfinished.isPresent()) {
            err.println("Resumes " + file.getFileName() + ": " + comparison.measuredCount() + " of "
                    + comparison.plannedCount() + " forks are there already.");
            plan.tellTimes(forks, limit);
        }
        err.println("Results go to " + folder.path() + "; Ctrl-C ends early and keeps what is there.");
        err.flush();
    }

    /** Measures; returns the exit status. */
    int run() {
        Thread interruption = new Thread(() -> {
            comparison.stop();
            err.println();
            complain(finish("interrupted"));
            tellHowToGoOn();
        });
        Runtime.getRuntime().addShutdownHook(interruption);
        String obstacle = null;
        try (ForkLog log = ForkLog.open(folder.path())) {
            comparison.run(run.id(), log);
        } catch (IOException refused) {
            obstacle = "the results: " + ResultFolder.reason(refused) + ". What was measured before is in "
                    + folder.path() + "; the same command with --output " + folder.path() + " goes on there";
        }
        if (!withdraw(interruption)) {
            return ExitCode.SOFTWARE;
        }
        if (obstacle == null) {
            obstacle = finish(outcome());
            complain(obstacle);
            tellHowToGoOn();
        } else {
            err.println();
            finish("ended, since results could not be written");
            complain(obstacle);
        }
        return obstacle == null && !comparison.hasFailed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void complain(@Nullable String obstacle) {
        if (obstacle != null) {
            err.println("heddle compare: cannot write " + obstacle);
            err.flush();
        }
    }

    /** Whether that was possible: not if this JVM is on its way out. Then the interruption does all the rest. */
    private static boolean withdraw(Thread interruption) {
        try {
            return Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException interrupted) {
            return false;
        }
    }

    private String outcome() {
        if (comparison.hasFailed()) {
            return RunFile.End.WITH_FAILURES;
        }
        return comparison.leftOutCount() == 0 ? RunFile.End.COMPLETE : RunFile.End.OUT_OF_TIME;
    }

    /** Does all that can be done, and returns what could not be written, and why. */
    private @Nullable String finish(String outcome) {
        String obstacle = null;
        try {
            run.with(comparison.otherCpu().facts())
                    .ended(new RunFile.End(
                            ThisMachine.now(),
                            ThisMachine.load(),
                            outcome + ": " + comparison.count(),
                            comparison.counts(outcome),
                            comparison.failures()))
                    .replace(file);
        } catch (IOException refused) {
            obstacle = "to " + file + ": " + ResultFolder.reason(refused);
        }
        if (comparison.measuredCount() == 0) {
            err.println("heddle compare: nothing was measured (" + outcome + ")");
            err.flush();
        }
        if (comparison.measuredCount() == 0 && comparison.failures().isEmpty()) {
            return obstacle;
        }
        try {
            tell(SavedRun.readAll(folder.path()));
            folder.writeReport();
            out.println("Report: " + folder.path().resolve(ResultFolder.REPORT));
            out.flush();
        } catch (IOException refused) {
            obstacle = "the report: " + ResultFolder.reason(refused);
        }
        return obstacle;
    }

    private void tellHowToGoOn() {
        int left = comparison.plannedCount() - comparison.measuredCount();
        if (left > 0) {
            err.println((left == 1 ? "1 fork is" : left + " forks are") + " missing; this goes on with what is there: "
                    + CommandWords.goingOn(command, folder.path()));
            err.flush();
        }
    }

    /** Of all runs that are in the folder only this one. */
    private void tell(List<SavedRun> saved) {
        List<SavedRun> own = saved.stream()
                .filter(one -> run.id().equals(one.environment().facts().get(Environment.RUN)))
                .toList();
        out.print(TerminalReport.ofAll(own));
        out.flush();
    }
}
