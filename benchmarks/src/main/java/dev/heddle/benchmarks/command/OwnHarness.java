package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.WorkloadFork;
import dev.heddle.benchmarks.results.Findings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs a fork of a workload that measures itself. */
final class OwnHarness {

    private static final int LINES_KEPT = 12;

    private OwnHarness() {}

    /** Runs one fork, and waits for its end. */
    static Findings run(OwnWorkload workload, Cell cell, Effort effort, List<String> flags) throws ForkFailure {
        Deque<String> printed = new ArrayDeque<>();
        try (ChildJvm child = ChildJvm.start(cell.variant().java(), flags, workload.classPath(), WorkloadFork.class)) {
            child.say(new WorkloadFork.Plan(workload.name(), cell.assignment().at(), cell.arm(), effort).toJson());
            while (true) {
                String line = child.hear();
                if (line.startsWith(WorkloadFork.FOUND)) {
                    return Findings.ofJson(line.substring(WorkloadFork.FOUND.length()));
                }
                if (line.startsWith(WorkloadFork.FAILED)) {
                    throw failure(line.substring(WorkloadFork.FAILED.length()), printed);
                }
                printed.addLast(line);
                if (printed.size() > LINES_KEPT) {
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
