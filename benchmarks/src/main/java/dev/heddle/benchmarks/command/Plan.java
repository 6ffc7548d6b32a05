package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.SeparateProgram;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What a comparison is to do.
 *
 * @param arms those that can be had
 * @param variants the JDKs on which everything is measured
 * @param passes what forks are run for
 */
record Plan(Size size, List<Assignment> assignments, List<String> arms, List<Variant> variants, List<Pass> passes) {

    private static final int MOST_ROUNDS_OF_PROFILE = 3;

    /** To be measured, and judged. */
    Plan(Size size, List<Assignment> assignments, List<String> arms, List<Variant> variants) {
        this(size, assignments, arms, variants, List.of(Pass.TIMING));
    }

    /**
     * One fork.
     *
     * @param round from 1
     * @param place from 1, within the round
     */
    record Turn(Cell cell, int round, int place) {

        /** Whether both belong to the same part of the same round. */
        boolean isBeside(Turn other) {
            return round == other.round
                    && cell.assignment().equals(other.cell.assignment())
                    && cell.pass() == other.cell.pass();
        }

        private Fork.Key key() {
            return new Fork.Key(
                    round, cell.assignment().work(), cell.arm(), cell.variant().name(), cell.pass());
        }
    }

    /** How often all has its turn. What is counted varies less than times do. */
    int rounds() {
        return isProfile() ? Math.min(size.rounds(), MOST_ROUNDS_OF_PROFILE) : size.rounds();
    }

    /** Whether nothing is timed. */
    boolean isProfile() {
        return !passes.contains(Pass.TIMING);
    }

    /** How much that is, as the report says it. */
    String inWords() {
        return isProfile()
                ? size.word() + ", profile: " + rounds() + (rounds() == 1 ? " round" : " rounds")
                        + ", in each a fork of every arm for every workload and everything that is counted"
                : size.inWords();
    }

    /** All forks, in their order. */
    List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= rounds(); round++) {
            for (Cell cell : ofRound(round)) {
                boolean isFirst = turns.isEmpty() || turns.get(turns.size() - 1).round < round;
                turns.add(new Turn(cell, round, isFirst ? 1 : turns.get(turns.size() - 1).place + 1));
            }
        }
        return turns;
    }

    private List<Cell> ofRound(int round) {
        return assignments.stream()
                .flatMap(assignment -> passes.stream()
                        .filter(pass -> pass != Pass.SYSTEM_CALLS
                                || !assignment.workload().isPaced())
                        .filter(pass -> !pass.leavesFile() || round == 1)
                        .flatMap(pass -> Cell.order(cells(assignment, pass), round - 1).stream()))
                .toList();
    }

    /** The forks of which nothing is known yet, those that failed among them; but not those that did not keep the rate. */
    List<Turn> open(List<Fork> forks) {
        Set<Fork.Key> known = forks.stream()
                .filter(fork -> fork.isMeasured() || fork.isOverloaded())
                .map(Fork::key)
                .collect(Collectors.toSet());
        return turns().stream().filter(turn -> !known.contains(turn.key())).toList();
    }

    /** Lets the limit know how long those forks took. */
    void tellTimes(List<Fork> forks, TimeLimit limit) {
        Map<Fork.Key, Fork> known = new HashMap<>();
        forks.forEach(fork -> known.put(fork.key(), fork));
        for (Turn turn : turns()) {
            Fork fork = known.get(turn.key());
            if (fork != null) {
                limit.took(turn.cell(), (long) (fork.seconds() * TimeUnit.SECONDS.toNanos(1)));
            }
        }
    }

    /** What forks have on their class path besides what is the lab's. */
    List<Path> moreClasses() {
        return assignments.stream()
                .map(Assignment::workload)
                .filter(OwnWorkload.class::isInstance)
                .flatMap(workload -> ((OwnWorkload) workload).classPath().stream())
                .distinct()
                .toList();
    }

    private List<Cell> cells(Assignment assignment, Pass pass) {
        return arms.stream()
                .filter(assignment::isFor)
                .filter(arm -> !pass.leavesFile() || !Arms.can(arm, SeparateProgram.class))
                .flatMap(arm -> variants.stream().map(variant -> new Cell(assignment, arm, variant, pass)))
                .toList();
    }
}
