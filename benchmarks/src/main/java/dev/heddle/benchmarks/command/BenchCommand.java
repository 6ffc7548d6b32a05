package dev.heddle.benchmarks.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code heddle bench}: JMH itself. */
@Command(
        name = "bench",
        description = {
            "Runs single benchmarks. All arguments go to JMH: heddle bench -l lists the benchmarks, -lp their"
                    + " parameters, -h tells JMH's own options.",
            "For example: heddle bench Timers -p arm=selector,netty-nio -f 2 -prof gc",
            "What JMH is not made for is measured by heddle compare."
        },
        customSynopsis = "heddle bench [--help] [ARGUMENT OF JMH...]")
public final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "show this help and exit")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean helpWanted;

    /** All that is not the option above, in order. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    /** Made by picocli. */
    BenchCommand() {}

    @Override
    public Integer call() throws IOException {
        String[] given = arguments.toArray(String[]::new);
        try {
            CommandLineOptions options =
                    new CommandLineOptions(given); // JMH itself would answer a wrong argument with a stack trace
            if (isOfNone(options)) {
                throw new ParameterException(
                        spec.commandLine(), "which benchmark? heddle bench -l lists them, and '.*' is all of them");
            }
        } catch (CommandLineOptionException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        Main.main(given);
        return ExitCode.OK;
    }

    /** Whether no benchmark is named, of which JMH makes all that there are: they take hours. */
    private static boolean isOfNone(CommandLineOptions options) {
        return options.getIncludes().isEmpty()
                && !options.shouldHelp()
                && !options.shouldList()
                && !options.shouldListWithParams()
                && !options.shouldListProfilers()
                && !options.shouldListResultFormats();
    }
}
