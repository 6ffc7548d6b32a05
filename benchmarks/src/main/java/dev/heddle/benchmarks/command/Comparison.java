package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs all forks of a comparison, one after the other: round by round, in each round workload by workload, and for each
 * workload arm by arm. What changes on the machine meanwhile meets all arms alike.
 *
 * <p>What comes of each fork is written at once. {@link #stop} may be called from another thread, at any time.
 */
final class Comparison {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Size size;
    private final List<Assignment> assignments;
    private final List<String> arms;
    private final Progress progress;
    private final TimeLimit timeLimit;

    /** Guarded by this object's monitor, as are the fields below. */
    private final List<String> failures = new ArrayList<>();

    private int measured;
    private int leftOut;
    private boolean stopped;

    Comparison(Size size, List<Assignment> assignments, List<String> arms, Progress progress, TimeLimit timeLimit) {
        this.size = size;
        this.assignments = assignments;
        this.arms = arms;
        this.progress = progress;
        this.timeLimit = timeLimit;
    }

    /**
     * Runs everything there is time for.
     *
     * @param run the id of the run
     * @param log where the forks go
     */
    void run(String run, ForkLog log) throws IOException {
        List<Cell> later = allCells();
        for (int round = 1; round <= size.rounds() && !isStopped(); round++) {
            int place = 1;
            for (Assignment assignment : assignments) {
                if (isStopped()) {
                    return;
                }
                progress.beginLine(round, size.rounds(), assignment, timeLimit.left(later, System.nanoTime()));
                for (int cells = armsFor(assignment).size(); cells > 0; cells--) {
                    runCell(later.remove(0), new Turn(run, round, place), later, log);
                    place++;
                }
                progress.endLine();
            }
        }
    }

    /** When a fork runs: both from 1. */
    private record Turn(String run, int round, int place) {}

    private List<Cell> allCells() {
        List<Cell> cells = new ArrayList<>();
        for (int round = 0; round < size.rounds(); round++) {
            for (Assignment assignment : assignments) {
                Cell.order(armsFor(assignment), round).forEach(arm -> cells.add(new Cell(assignment, arm)));
            }
        }
        return cells;
    }

    private List<String> armsFor(Assignment assignment) {
        return arms.stream()
                .filter(arm -> Arms.can(arm, assignment.workload().kinds()))
                .filter(arm -> assignment.isForControls() || !Arms.role(arm).isControl())
                .toList();
    }

    private void runCell(Cell cell, Turn turn, List<Cell> later, ForkLog log) throws IOException {
        long begunNanos = System.nanoTime();
        if (isStopped() || !timeLimit.allows(cell, later, begunNanos)) {
            leaveOut(cell);
            return;
        }
        progress.begin(cell);
        String begun = ThisMachine.now();
        double load = ThisMachine.loadAverage();
        Attempt attempt = Attempt.at(cell, size, timeLimit.leftNanos(begunNanos));
        long tookNanos = System.nanoTime() - begunNanos;
        timeLimit.took(cell, tookNanos);
        Fork fork = new Fork(
                Fork.SCHEMA,
                turn.run(),
                turn.round(),
                turn.place(),
                cell.assignment().work(),
                cell.arm(),
                Arms.role(cell.arm()),
                Fork.ONLY_VARIANT,
                attempt.status(),
                begun,
                tookNanos / NANOS_PER_SECOND,
                load,
                attempt.found(),
                attempt.failure());
        keep(fork, log);
    }

    /** A stop kills the fork under way, which is no failure. */
    private synchronized void keep(Fork fork, ForkLog log) throws IOException {
        if (stopped) {
            return;
        }
        log.append(fork);
        Fork.Failure failure = fork.failure();
        if (failure == null) {
            measured++;
            progress.measured(fork.judged().median());
        } else {
            failures.add(fork.arm() + ", " + fork.work().title() + ": " + failure.reason());
            progress.failed(fork, failure);
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
        return measured;
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
