package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.load.Overload;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.results.Pass;
import dev.heddle.benchmarks.results.Tally;
import dev.heddle.benchmarks.user.UserWorkloads;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Measures one arm at one workload that is not JMH's. The plan comes as one line on standard input, and what was found goes
 * as one line to standard output, where all else that is printed is something to be read if it fails.
 */
public final class WorkloadFork {

    /** What the line begins with that has the findings, or, of a profile, the {@link Tally}; as JSON, they follow. */
    public static final String FOUND = "heddle-fork-found ";

    /** What the line begins with that says in one line why there are none. */
    public static final String FAILED = "heddle-fork-failed ";

    /** What the line begins with that says how the rate was not kept. */
    public static final String OVERLOADED = "heddle-fork-overloaded ";

    private WorkloadFork() {}

    /**
     * What a fork is to do: the workload's name, its parameters, the arm's name, and how much of it.
     *
     * @param pass what it is run for
     * @param file what it is to leave, if it does so for that
     */
    public record Plan(String workload, Parameters at, String arm, Effort effort, Pass pass, String file) {

        /** In one line. */
        public String toJson() {
            return Json.line(this);
        }
    }

    /** Takes no arguments. */
    public static void main(String... arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String line = ParentProcess.listen().hear();
        int status = 0;
        try {
            out.println(System.lineSeparator() + FOUND + run(Json.parse(line, Plan.class)));
        } catch (Overload late) {
            out.println(System.lineSeparator() + OVERLOADED + late.getMessage());
            status = 1;
        } catch (Exception | LinkageError failed) {
            failed.printStackTrace(out);
            out.println(FAILED + String.valueOf(failed).replaceAll("\\R", " "));
            status = 1;
        }
        System.exit(status); // whatever threads an arm has left behind
    }

    private static String run(Plan plan) throws Exception {
        OwnWorkload workload = Workloads.named(plan.workload())
                .filter(OwnWorkload.class::isInstance)
                .map(OwnWorkload.class::cast)
                .or(() -> UserWorkloads.onClassPath(plan.workload()))
                .orElseThrow(() ->
                        new IllegalArgumentException("no workload '" + plan.workload() + "' that measures itself"));
        if (plan.pass() == Pass.TIMING) {
            return measure(workload, plan.at(), plan.arm(), plan.effort()).toJson();
        }
        Window window = new Window.Purpose(plan.pass(), plan.file()).open();
        return Json.line(profile(workload, plan.at(), plan.arm(), plan.effort(), window));
    }

    /** Does in this JVM what a fork does: starts the arm, warms up, measures, and ends all that. */
    public static Findings measure(OwnWorkload workload, Parameters at, String arm, Effort effort) throws Exception {
        KeptFigures kept = new KeptFigures(workload.metrics());
        try (Run run = workload.open(arm, at, effort)) {
            run.warmUp();
            long begunNanos = System.nanoTime();
            long begunCpuNanos = ProcessCpu.nanosWithPrograms();
            iterate(run, workload.iterations(effort), kept);
            long cpuNanos = ProcessCpu.nanosWithPrograms() - begunCpuNanos;
            return kept.findings(cpuNanos, System.nanoTime() - begunNanos);
        }
    }

    /** The same, to find out what an operation costs apart from time. */
    static Tally profile(OwnWorkload workload, Parameters at, String arm, Effort effort, Window window)
            throws Exception {
        KeptFigures kept = new KeptFigures(workload.metrics());
        try (Run run = workload.open(arm, at, effort)) {
            run.warmUp();
            window.begin();
            iterate(run, workload.iterations(effort), kept);
            return new Tally(kept.operations(), window.end());
        }
    }

    private static void iterate(Run run, int iterations, KeptFigures kept) throws Exception {
        for (int left = iterations; left > 0; left--) {
            run.measure(kept);
            kept.endIteration();
        }
    }
}
