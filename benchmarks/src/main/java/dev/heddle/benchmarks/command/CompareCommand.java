package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "Measures both backends, three limits and two controls side by side, and, if asked to, everything else"
                    + " there is to compare them with: their forks take turns, so that what changes on this machine"
                    + " meanwhile meets all alike. Prints a table and verdicts for each workload, and writes JMH's"
                    + " results, what was measured where, and an HTML report.",
            "Ends within ten minutes, or as said below, for each JDK. Ctrl-C keeps what was measured so far, and the"
                    + " same command with --output goes on from there."
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

    @Mixin
    @SuppressWarnings("NullAway.Init") // by picocli
    private Matrix matrix;

    @Option(
            names = "--profile",
            description =
                    "instead of timing, find out what an operation costs: bytes allocated, context switches and system"
                            + " calls (with strace), with a flame graph and a recording of JFR for each arm. What a"
                            + " profiler slows down is no time, so nothing is judged")
    private boolean profile;

    @Option(
            names = "--list",
            description = "only list the workloads, with their parameters and values, and the arms, a line each; with"
                    + " --workloads or --arms, those")
    private boolean listWanted;

    /** Null for a folder named after the time. */
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "where the results go. If there are results already, a run that was to measure the same and"
                    + " did not get to its end is resumed; otherwise another run is added. Default: "
                    + DEFAULT_PARENT + "/<time>")
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
                description = "measure every arm, and all workloads that need not be chosen, within nine hours, for"
                        + " results that are to be shown to others")
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
        if (listWanted) {
            return list();
        }
        Size chosen = chosenSize();
        List<Assignment> assignments;
        try {
            assignments = selection.assignments(chosen);
        } catch (IOException refused) {
            return fail(String.valueOf(refused.getMessage()), ExitCode.USAGE);
        }
        List<String> arms = selection.arms(chosen, assignments).stream()
                .filter(arm -> !profile || !Arms.role(arm).isControl()) // there is nothing to be judged
                .toList();
        List<Variant> variants = matrix.variants(chosen);
        TimeLimit limit =
                new TimeLimit(System.nanoTime(), chosen.limit().multipliedBy(variants.size()), !selection.namesArms());
        try {
            ResultFolder folder = ResultFolder.open(output == null ? defaultFolder() : output);
            MachineLock lock = lock(folder);
            try {
                return compare(chosen, assignments, arms, variants, folder, limit);
            } finally {
                lock.close();
            }
        } catch (IOException refused) {
            return fail(String.valueOf(refused.getMessage()), ExitCode.USAGE);
        }
    }

    private int list() {
        try {
            List<Assignment> assignments = selection.all();
            List<String> arms = selection.arms(Size.FULL, assignments);
            Roster roster = Roster.of(arms, Size.SMOKE.jvmFlags(), matrix.variants(Size.SMOKE));
            new Catalogue(assignments, roster)
                    .lines()
                    .forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        } catch (IOException refused) {
            return fail(String.valueOf(refused.getMessage()), ExitCode.USAGE);
        }
    }

    private static MachineLock lock(ResultFolder folder) throws IOException {
        try {
            return MachineLock.take();
        } catch (IOException refused) {
            folder.removeIfEmpty();
            throw refused;
        }
    }

    private int fail(String reason, int status) {
        spec.commandLine().getErr().println("heddle compare: " + reason);
        return status;
    }

    private static Path defaultFolder() {
        String time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault()));
        return Path.of(DEFAULT_PARENT, time);
    }

    private Size chosenSize() {
        return size == null ? Size.DEFAULT : size.chosen();
    }

    private int compare(
            Size chosen,
            List<Assignment> assignments,
            List<String> arms,
            List<Variant> variants,
            ResultFolder folder,
            TimeLimit limit) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Roster roster;
        try {
            roster = Roster.of(arms, chosen.jvmFlags(), variants);
        } catch (IOException failed) {
            folder.removeIfEmpty();
            return fail("cannot ask the arms what they are: " + failed.getMessage(), ExitCode.SOFTWARE);
        }
        announce(chosen, roster);
        Map<String, String> facts = Map.of();
        Plan plan = new Plan(chosen, assignments, roster.names(), variants);
        if (profile) {
            Passes passes = Passes.on(variants.get(0), chosen.jvmFlags());
            passes.complaints().forEach(complaint -> err.println("Left out: " + complaint));
            facts = passes.facts();
            plan = new Plan(chosen, assignments, roster.names(), variants, passes.all());
        }
        try {
            RunFile wanted = wanted(plan, roster, facts);
            wanted.leftOut().forEach(line -> err.println("Left out: " + line));
            return new Session(plan, wanted, folder, limit, out, err).run();
        } catch (IOException refused) {
            return fail("cannot begin in " + folder.path() + ": " + ResultFolder.reason(refused), ExitCode.SOFTWARE);
        }
    }

    /** What is known before anything is measured. */
    private RunFile wanted(Plan plan, Roster roster, Map<String, String> facts) {
        String began = ThisMachine.now();
        String id = began + "-" + Integer.toHexString(new SecureRandom().nextInt(0x1000, 0x10000));
        Map<String, String> all = new LinkedHashMap<>(ThisMachine.facts(plan));
        all.putAll(facts);
        Map<String, RunFile.Variant> variants = new LinkedHashMap<>();
        plan.variants().forEach(variant -> variants.put(variant.name(), variant.saved()));
        return new RunFile(
                Fork.SCHEMA,
                id,
                began,
                spec.commandLine().getParseResult().originalArgs(),
                plan.size().word(),
                plan.rounds(),
                plan.assignments().stream().map(Assignment::work).toList(),
                roster.participants(plan.assignments()),
                variants,
                all,
                null);
    }

    private void announce(Size size, Roster roster) {
        PrintWriter err = spec.commandLine().getErr();
        if (size == Size.SMOKE) {
            err.println(TerminalReport.SMOKE_NOTICE);
        }
        if (ThisMachine.isBusy()) {
            err.println("This machine was busy a moment ago (load " + ThisMachine.load() + " on "
                    + Runtime.getRuntime().availableProcessors() + " cores): if that goes on, expect noise.");
        }
        roster.absent().values().forEach(reason -> err.println("Left out: " + reason));
    }
}
