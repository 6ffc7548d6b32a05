package dev.heddle.benchmarks.fork;

import com.sun.management.OperatingSystemMXBean;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Workloads;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.user.UserWorkloads;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Measures one arm at one workload that is not JMH's. The plan comes as one line on standard input, and what was found goes
 * as one line to standard output, where all else that is printed is something to be read if it fails.
 */
public final class WorkloadFork {

    /** What the line with the findings begins with; {@link Findings#toJson} follows. */
    public static final String FOUND = "heddle-fork-found ";

    /** What the line begins with that says in one line why there are none. */
    public static final String FAILED = "heddle-fork-failed ";

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private WorkloadFork() {}

    /** What a fork is to do: the workload's name, its parameters, the arm's name, and how much of it. */
    public record Plan(String workload, Parameters at, String arm, Effort effort) {

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
            out.println(System.lineSeparator()
                    + FOUND
                    + measure(Json.parse(line, Plan.class)).toJson());
        } catch (Exception | LinkageError failed) {
            failed.printStackTrace(out);
            out.println(FAILED + String.valueOf(failed).replaceAll("\\R", " "));
            status = 1;
        }
        System.exit(status); // whatever threads an arm has left behind
    }

    private static Findings measure(Plan plan) throws Exception {
        OwnWorkload workload = Workloads.named(plan.workload())
                .filter(OwnWorkload.class::isInstance)
                .map(OwnWorkload.class::cast)
                .or(() -> UserWorkloads.onClassPath(plan.workload()))
                .orElseThrow(() ->
                        new IllegalArgumentException("no workload '" + plan.workload() + "' that measures itself"));
        return measure(workload, plan.at(), plan.arm(), plan.effort());
    }

    /** Does in this JVM what a fork does: starts the arm, warms up, measures, and ends all that. */
    public static Findings measure(OwnWorkload workload, Parameters at, String arm, Effort effort) throws Exception {
        Recording recording = new Recording(workload.metrics());
        try (Run run = workload.open(arm, at, effort)) {
            run.warmUp();
            long begunNanos = System.nanoTime();
            long begunCpuNanos = cpuNanos();
            for (int left = workload.iterations(effort); left > 0; left--) {
                run.measure(recording);
                recording.endIteration();
            }
            long cpuNanos = cpuNanos() - begunCpuNanos;
            return recording.findings(cpuNanos, System.nanoTime() - begunNanos);
        }
    }

    /** That of this process, and of those that an arm has started: its server may be a program of its own. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime()
                + ProcessHandle.current()
                        .descendants()
                        .mapToLong(started -> started.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum();
    }
}
