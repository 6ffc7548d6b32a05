package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.results.Tally;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs a fork of a workload that measures itself. */
final class OwnHarness {

    private OwnHarness() {}

    /** Runs one fork, and waits for its end. */
    static Findings run(OwnWorkload workload, Cell cell, Effort effort, List<String> flags) throws ForkFailure {
        return Findings.ofJson(run(workload, cell, effort, flags, List.of(), ""));
    }

    /**
     * The same with a fork that is profiled.
     *
     * @param before what stands before the JVM in the command
     * @param file what it is to leave, if it does
     */
    static Tally profile(
            OwnWorkload workload, Cell cell, Effort effort, List<String> flags, List<String> before, String file)
            throws ForkFailure {
        return Json.parse(run(workload, cell, effort, flags, before, file), Tally.class);
    }

    private static String run(
            OwnWorkload workload, Cell cell, Effort effort, List<String> flags, List<String> before, String file)
            throws ForkFailure {
        Deque<String> printed = new ArrayDeque<>();
        WorkloadFork.Plan plan =
                new WorkloadFork.Plan(workload.name(), cell.assignment().at(), cell.arm(), effort, cell.pass(), file);
        try (ChildJvm child =
                ChildJvm.start(before, cell.variant().java(), flags, workload.classPath(), WorkloadFork.class)) {
            child.say(plan.toJson());
            while (true) {
                String line = child.hear();
                if (line.startsWith(WorkloadFork.FOUND)) {
                    return line.substring(WorkloadFork.FOUND.length());
                }
                if (line.startsWith(WorkloadFork.OVERLOADED)) {
                    throw ForkFailure.overload(line.substring(WorkloadFork.OVERLOADED.length()));
                }
                if (line.startsWith(WorkloadFork.FAILED)) {
                    throw failure(line.substring(WorkloadFork.FAILED.length()), printed);
                }
                printed.addLast(line);
                if (printed.size() > ForkFailure.LINES_KEPT) {
                    printed.removeFirst();
                }
            }
        } catch (IOException ended) {
            throw failure(String.valueOf(ended.getMessage()), printed);
        }
    }

    private static ForkFailure failure(String reason, Deque<String> printed) {
        return new ForkFailure(reason, printed.stream().map(line -> "| " + line).toList());
    }
}
