package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Failures;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the forks of a comparison that are not there yet, one after the other: round by round, in each round workload by
 * workload, and for each workload arm by arm. What changes on the machine meanwhile meets all arms alike.
 *
 * <p>What comes of each fork is written at once. {@link #stop} may be called from another thread, at any time.
 */
final class Comparison {

    private static final double NANOS_PER_SECOND = 1e9;

    /** How long after a fork has failed it may turn out that all is to end: an interrupt meets the forks, too. */
    private static final long GRACE_MILLIS = 1_000;

    private static final long KILL_AGAIN_MILLIS = 50;
    private static final long LONGEST_END_SECONDS = 10;

    private final Plan plan;
    private final Progress progress;
    private final TimeLimit timeLimit;
    private final ProfileFiles files;
    private final OtherCpu otherCpu = new OtherCpu();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** All forks of the run, those that were there before among them. Guarded by this object's monitor. */
    private final List<Fork> forks;

    /** What did not end once is not tried again: it would take the time of all others. */
    private final Set<Cell> hung = new HashSet<>();

    private int leftOut;
    private boolean stopped;

    /**
     * A comparison.
     *
     * @param before what is there of it already
     * @param files where a profile leaves what is more than figures
     */
    Comparison(Plan plan, Progress progress, TimeLimit timeLimit, List<Fork> before, ProfileFiles files) {
        this.plan = plan;
        this.progress = progress;
        this.timeLimit = timeLimit;
        this.files = files;
        forks = new ArrayList<>(before);
    }

    /**
     * Runs everything there is time for.
     *
     * @param run the id of the run
     * @param log where the forks go
     */
    void run(String run, ForkLog log) throws IOException {
        try {
            runAll(plan.open(forks()), run, log);
        } finally {
            ended.countDown();
        }
    }

    private void runAll(List<Plan.Turn> open, String run, ForkLog log) throws IOException {
        List<Cell> cells = open.stream().map(Plan.Turn::cell).toList();
        for (int index = 0; index < open.size(); index++) {
            if (isStopped()) {
                return;
            }
            Plan.Turn turn = open.get(index);
            if (index == 0 || !turn.isBeside(open.get(index - 1))) {
                progress.beginLine(
                        turn, plan.rounds(), timeLimit.left(cells.subList(index, cells.size()), System.nanoTime()));
            }
            runCell(turn, cells.subList(index + 1, cells.size()), run, log);
            if (!isStopped() && (index == open.size() - 1 || !turn.isBeside(open.get(index + 1)))) {
                progress.endLine();
            }
        }
    }

    private void runCell(Plan.Turn turn, List<Cell> later, String run, ForkLog log) throws IOException {
        Cell cell = turn.cell();
        long begunNanos = System.nanoTime();
        if (hung.contains(cell) || !timeLimit.allows(cell, later, begunNanos)) {
            leaveOut(cell);
            return;
        }
        progress.begin(cell);
        String begun = ThisMachine.now();
        double load = ThisMachine.loadAverage();
        otherCpu.begin();
        Attempt attempt = Attempt.at(cell, plan.size(), timeLimit.leftNanos(begunNanos), files);
        Double others = otherCpu.end();
        long tookNanos = System.nanoTime() - begunNanos;
        timeLimit.took(cell, tookNanos);
        if (attempt.failure() != null) {
            awaitStop();
        }
        if (attempt.status() == Fork.Status.HUNG) {
            hung.add(cell);
        }
        Fork fork = new Fork(
                Fork.SCHEMA,
                run,
                turn.round(),
                turn.place(),
                cell.assignment().work(),
                cell.arm(),
                Arms.role(cell.arm()),
                cell.variant().name(),
                attempt.status(),
                begun,
                tookNanos / NANOS_PER_SECOND,
                load,
                others,
                attempt.found(),
                attempt.failure(),
                attempt.profile());
        keep(fork, log);
    }

    private void awaitStop() {
        try {
            stopping.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stop kills the fork under way, which is no failure. */
    private synchronized void keep(Fork fork, ForkLog log) throws IOException {
        if (stopped) {
            return;
        }
        log.append(fork);
        forks.add(fork);
        otherCpu.count();
        Fork.Failure failure = fork.failure();
        if (failure == null) {
            progress.measured(fork);
        } else {
            progress.failed(fork, failure);
        }
    }

    private synchronized void leaveOut(Cell cell) {
        if (!stopped) {
            leftOut++;
            progress.leftOut(cell);
        }
    }

    /** Nothing is kept from now on. The fork under way is killed; returns when there is none any more. */
    void stop() {
        setStopped();
        stopping.countDown();
        try {
            for (long left = TimeUnit.SECONDS.toMillis(LONGEST_END_SECONDS); left > 0; left -= KILL_AGAIN_MILLIS) {
                ForkLimit.endForks(); // again and again, since one may have been about to start
                if (ended.await(KILL_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ForkLimit.endForks();
    }

    private synchronized void setStopped() {
        stopped = true;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized List<Fork> forks() {
        return List.copyOf(forks);
    }

    /** How many forks gave a result, those among them that were there before. */
    int measuredCount() {
        return plannedCount() - plan.open(forks()).size();
    }

    /** How many forks there are if all goes well. */
    int plannedCount() {
        return plan.turns().size();
    }

    private List<Fork> overloaded() {
        return forks().stream().filter(Fork::isOverloaded).toList();
    }

    private static String inWords(List<Fork> overloaded) {
        return overloaded.isEmpty() ? "" : ", " + overloaded.size() + " of which did not keep the rate";
    }

    /** How many forks gave a result, and of how many, in words. */
    String count() {
        return measuredCount() + " of " + plannedCount() + " forks" + inWords(overloaded());
    }

    /** How it came out on each variant by itself. */
    Map<String, String> counts(String outcome) {
        List<Plan.Turn> open = plan.open(forks());
        Map<String, String> counts = new LinkedHashMap<>();
        for (Variant variant : plan.variants()) {
            long planned = on(variant, plan.turns());
            List<Fork> overloaded = overloaded().stream()
                    .filter(fork -> fork.variant().equals(variant.name()))
                    .toList();
            counts.put(
                    variant.name(),
                    outcome + ": " + (planned - on(variant, open)) + " of " + planned + " forks" + inWords(overloaded));
        }
        return counts;
    }

    private static long on(Variant variant, List<Plan.Turn> turns) {
        return turns.stream()
                .filter(turn -> turn.cell().variant().equals(variant))
                .count();
    }

    /** How many forks there was no time for. */
    synchronized int leftOutCount() {
        return leftOut;
    }

    /** What did not come out, a line each: forks that failed, and those that did not keep the rate. */
    List<String> failures() {
        return Failures.sentences(forks());
    }

    /** Whether something went wrong. That a rate was not kept is something that was found out. */
    boolean hasFailed() {
        return !Failures.sentences(
                        forks().stream().filter(fork -> !fork.isOverloaded()).toList())
                .isEmpty();
    }

    /** What others did with the processors meanwhile. */
    OtherCpu otherCpu() {
        return otherCpu;
    }
}
