package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs all forks of a comparison, one after the other: round by round, in each round workload by workload, and for each
 * workload arm by arm. What changes on the machine meanwhile meets all arms alike.
 *
 * <p>The results of each fork are written at once. {@link #stop} may be called from another thread, at any time.
 */
final class Comparison {

    private final Size size;
    private final List<Workload> workloads;
    private final List<String> arms;
    private final ResultFolder folder;
    private final Progress progress;
    private final TimeLimit timeLimit;

    /** Guarded by this object's monitor, as are the fields below. */
    private final List<RunResult> measured = new ArrayList<>();

    private final List<String> failures = new ArrayList<>();
    private int leftOut;
    private boolean stopped;

    Comparison(
            Size size,
            List<Workload> workloads,
            List<String> arms,
            ResultFolder folder,
            Progress progress,
            TimeLimit timeLimit) {
        this.size = size;
        this.workloads = workloads;
        this.arms = arms;
        this.folder = folder;
        this.progress = progress;
        this.timeLimit = timeLimit;
    }

    /** Runs everything there is time for. */
    void run() throws IOException {
        List<Cell> later = allCells();
        for (int round = 0; round < size.rounds && !isStopped(); round++) {
            for (Workload workload : workloads) {
                runWorkload(round, workload, later);
            }
        }
    }

    private List<Cell> allCells() {
        List<Cell> cells = new ArrayList<>();
        for (int round = 0; round < size.rounds; round++) {
            for (Workload workload : workloads) {
                Cell.order(armsFor(workload), round).forEach(arm -> cells.add(new Cell(workload, arm)));
            }
        }
        return cells;
    }

    private List<String> armsFor(Workload workload) {
        return arms.stream().filter(arm -> Arms.can(arm, workload.kind())).toList();
    }

    private void runWorkload(int round, Workload workload, List<Cell> later) throws IOException {
        if (isStopped()) {
            return;
        }
        Duration left = timeLimit.left(later, System.nanoTime());
        progress.beginLine(round, size.rounds, workload, left);
        for (int cells = armsFor(workload).size(); cells > 0; cells--) {
            runCell(later.remove(0), later);
        }
        progress.endLine();
    }

    private void runCell(Cell cell, List<Cell> later) throws IOException {
        long begunNanos = System.nanoTime();
        if (isStopped() || !timeLimit.allows(cell, later, begunNanos)) {
            leaveOut(cell);
            return;
        }
        progress.begin(cell);
        ForkLimit limit = new ForkLimit(timeLimit.leftNanos(begunNanos));
        ForkOutput output = new ForkOutput();
        try {
            keep(cell.run(size));
        } catch (RunnerException failure) {
            keepFailure(cell, failure, output.lastLines());
        } finally {
            output.close();
            limit.close();
        }
        timeLimit.took(cell, System.nanoTime() - begunNanos);
    }

    private synchronized void keep(RunResult result) throws IOException {
        if (stopped) {
            return;
        }
        measured.add(result);
        folder.writeResults(measured);
        progress.measured(result.getPrimaryResult().getScore());
    }

    /** A stop kills the fork under way, which is no failure. */
    private synchronized void keepFailure(Cell cell, RunnerException failure, List<String> lastLines) {
        if (!stopped) {
            failures.add(Failures.summary(cell, failure));
            progress.failed(Failures.describe(cell, failure, lastLines));
        }
    }

    private synchronized void leaveOut(Cell cell) {
        if (!stopped) {
            leftOut++;
            progress.leftOut(cell);
        }
    }

    /** Nothing is kept from now on. */
    synchronized void stop() {
        stopped = true;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** How many forks gave a result. */
    synchronized int measuredCount() {
        return measured.size();
    }

    /** How many forks there are if all goes well. */
    int plannedCount() {
        return allCells().size();
    }

    /** How many forks there was no time for. */
    synchronized int leftOutCount() {
        return leftOut;
    }

    /** What went wrong, a line each. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
