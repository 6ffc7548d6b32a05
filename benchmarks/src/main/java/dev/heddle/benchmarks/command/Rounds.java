package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The part that measurements have in common which are not JMH's: arms that take turns in rounds, a JVM for each turn,
 * and a table of what was found.
 */
final class Rounds {

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description = "which arms take part, such as selector,loom. Default: all that can, but for the controls")
    private List<String> arms = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often each of them has its turn. Default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    /** The command that this is a part of. */
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Made by picocli. */
    Rounds() {}

    /** A turn of one arm. */
    interface Turn {

        /** Measures, in a JVM of its own; returns a figure for each column of the table. */
        double[] measure(String arm) throws IOException;
    }

    /**
     * Gives every arm its turns, and prints the table, and what the arms are.
     *
     * @param kind what the arms must be able to do
     * @param flags of the JVMs
     * @return the exit status
     */
    int run(Class<? extends Arm> kind, List<String> flags, List<String> columns, Turn turn) {
        require("--rounds", 1, rounds);
        List<String> chosen = arms.isEmpty() ? usual(kind) : arms;
        chosen.stream().filter(arm -> !Arms.can(arm, kind)).findFirst().ifPresent(wrong -> {
            throw refusal("no arm '" + wrong + "' for this; there are " + String.join(", ", Arms.names(kind)));
        });
        PrintWriter out = out();
        PrintWriter err = spec.commandLine().getErr();
        Runtime.getRuntime().addShutdownHook(new Thread(ForkLimit::endForks));
        try {
            Roster roster = Roster.of(chosen, flags);
            roster.absent().values().forEach(reason -> err.println("Left out: " + reason));
            RoundTable table = new RoundTable(columns);
            boolean well = runAll(roster.names(), turn, table, err);
            out.print(table.text());
            roster.present().forEach((arm, description) -> out.println(arm + ": " + description));
            out.flush();
            return well ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException failed) {
            return fail(String.valueOf(failed.getMessage()));
        }
    }

    /** Without the controls: nothing is concluded here. */
    private static List<String> usual(Class<? extends Arm> kind) {
        return Arms.names(kind).stream()
                .filter(arm -> !Arms.role(arm).isControl())
                .toList();
    }

    /** Refuses an option's value that is less than makes sense. */
    void require(String option, int least, int value) {
        if (value < least) {
            throw refusal(option + " must be " + least + " at least, not " + value);
        }
    }

    /** Where what was found is told. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** To be thrown where an option makes no sense. */
    ParameterException refusal(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }

    /** Says why nothing can be measured here; returns the exit status. */
    int fail(String reason) {
        spec.commandLine().getErr().println(spec.qualifiedName(" ") + ": " + reason);
        return ExitCode.SOFTWARE;
    }

    private boolean runAll(List<String> names, Turn turn, RoundTable table, PrintWriter err) {
        boolean well = true;
        for (int round = 0; round < rounds; round++) {
            err.print("round " + (round + 1) + " of " + rounds + " |");
            for (String arm : Cell.order(names, round)) {
                err.print(" " + arm);
                err.flush();
                try {
                    table.add(arm, turn.measure(arm));
                } catch (IOException failed) {
                    well = false;
                    err.println(" FAILED: " + failed.getMessage());
                }
            }
            err.println();
        }
        return well;
    }
}
