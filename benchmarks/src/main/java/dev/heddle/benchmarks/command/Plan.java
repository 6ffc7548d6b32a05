package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a comparison is to do.
 *
 * @param arms those that can be had
 * @param variants the JDKs on which everything is measured
 */
record Plan(Size size, List<Assignment> assignments, List<String> arms, List<Variant> variants) {

    /**
     * One fork.
     *
     * @param round from 1
     * @param place from 1, within the round
     */
    record Turn(Cell cell, int round, int place) {

        /** Whether both belong to the same part of the same round. */
        boolean isBeside(Turn other) {
            return round == other.round && cell.assignment().equals(other.cell.assignment());
        }

        private Key key() {
            return new Key(
                    round,
                    cell.assignment().workload().name(),
                    cell.assignment().at().toString(),
                    cell.arm(),
                    cell.variant().name());
        }
    }

    /** What tells a fork from all others of a run. */
    private record Key(int round, String workload, String parameters, String arm, String variant) {

        static Key of(Fork fork) {
            return new Key(
                    fork.round(),
                    fork.work().workload(),
                    fork.work().parameters().toString(),
                    fork.arm(),
                    fork.variant());
        }
    }

    /** All forks, in their order. */
    List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= size.rounds(); round++) {
            int place = 1;
            for (Assignment assignment : assignments) {
                for (Cell cell : Cell.order(cells(assignment), round - 1)) {
                    turns.add(new Turn(cell, round, place));
                    place++;
                }
            }
        }
        return turns;
    }

    /** The forks that are not measured yet, those that failed among them. */
    List<Turn> open(List<Fork> forks) {
        Set<Key> measured = new HashSet<>();
        forks.stream().filter(Fork::isMeasured).map(Key::of).forEach(measured::add);
        return turns().stream().filter(turn -> !measured.contains(turn.key())).toList();
    }

    /** Lets the limit know how long those forks took. */
    void tellTimes(List<Fork> forks, TimeLimit limit) {
        Map<Key, Fork> known = new HashMap<>();
        forks.forEach(fork -> known.put(Key.of(fork), fork));
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

    private List<Cell> cells(Assignment assignment) {
        return arms.stream()
                .filter(assignment::isFor)
                .flatMap(arm -> variants.stream().map(variant -> new Cell(assignment, arm, variant)))
                .toList();
    }

    /** A line for each fork that failed, and was not measured later. */
    static List<String> failures(List<Fork> forks) {
        Set<Key> measured = new HashSet<>();
        forks.stream().filter(Fork::isMeasured).map(Key::of).forEach(measured::add);
        List<String> lines = new ArrayList<>();
        for (Fork fork : forks) {
            Fork.Failure failure = fork.failure();
            if (failure != null && !measured.contains(Key.of(fork))) {
                lines.add(fork.arm() + ", " + fork.work().title() + ": " + failure.reason());
            }
        }
        return lines;
    }
}
