package dev.heddle.benchmarks;

import dev.heddle.benchmarks.command.BenchCommand;
import dev.heddle.benchmarks.command.CompareCommand;
import dev.heddle.benchmarks.command.JvmWarnings;
import dev.heddle.benchmarks.command.ReportCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program behind {@code heddle compare}, {@code heddle bench} and {@code heddle report}. */
@Command(
        name = "heddle",
        description = "Measures the backends of Heddle on this machine.",
        mixinStandardHelpOptions = true,
        version = "heddle 0.1.0-SNAPSHOT",
        subcommands = {CompareCommand.class, BenchCommand.class, ReportCommand.class})
public final class Lab implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Made by picocli. */
    Lab() {}

    /** Runs the command and exits with its status. */
    public static void main(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        JvmWarnings.hide(); // from what others write: our own lines are not looked at
        System.exit(commandLine().setOut(out).setErr(err).execute(arguments));
    }

    /** The whole command line. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Lab());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine meant = wrong.getCommandLine();
            String name = meant.getCommandSpec().qualifiedName(" ");
            meant.getErr().println(name + ": " + oneLine(wrong) + " (" + name + " --help tells the arguments)");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println("heddle: " + failure); // a fault of the lab's own
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    /** What is wrong, and what may have been meant. */
    private static String oneLine(ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage()).replaceAll("\\R+ *", " ");
        List<String> meant =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return meant.isEmpty() ? message : message + "; was it " + String.join(" or ", meant) + "?";
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? compare, bench or report");
    }
}
