package dev.heddle.benchmarks.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Knows how long the forks that are still to be run will take, and which of them there is no time for. The backends
 * come first, where nobody said which arms are wanted: a baseline is left out as soon as it would cost a backend its place.
 */
final class TimeLimit {

    private static final long FIRST_GUESS_NANOS = Duration.ofMillis(1_500).toNanos();

    /** Forks may take longer than the last time. */
    private static final double CAUTION = 1.15;

    /** As a part of 1. */
    private static final double MOSTLY = 0.9;

    private static final int STEP_SECONDS = 10;

    private final long deadlineNanos;
    private final boolean backendsFirst;
    private final Map<Cell, Long> lastNanos = new HashMap<>();
    private long spentNanos;
    private int runs;

    /**
     * A limit.
     *
     * @param backendsFirst whether the others are to leave them room
     */
    TimeLimit(long nowNanos, Duration limit, boolean backendsFirst) {
        deadlineNanos = nowNanos + limit.toNanos();
        this.backendsFirst = backendsFirst;
    }

    /** The fork of {@code cell} took so long. */
    void took(Cell cell, long nanos) {
        lastNanos.put(cell, nanos);
        spentNanos += nanos;
        runs++;
    }

    /** How long a fork of {@code cell} may take: as long as the last time, or else as long as the others on average. */
    private long expectedNanos(Cell cell) {
        Long known = lastNanos.get(cell);
        if (known != null) {
            return known;
        }
        return runs == 0 ? FIRST_GUESS_NANOS : spentNanos / runs;
    }

    /**
     * Whether to run {@code cell} now.
     *
     * @param later the cells still to be run after it
     */
    boolean allows(Cell cell, List<Cell> later, long nowNanos) {
        long needed = expectedNanos(cell);
        if (backendsFirst && cell.isBaseline()) {
            needed += (long) (CAUTION * sum(later, false));
        }
        return nowNanos + needed - deadlineNanos <= 0;
    }

    /**
     * What is left to wait for.
     *
     * @param isEstimate false if too few of the forks have run before, so that only the limit is known
     */
    record Left(Duration time, boolean isEstimate) {

        /** Such as {@code about 4:20 left}: no more is known than to the next ten seconds. */
        String inWords() {
            long seconds = time.toSeconds();
            long shown = isEstimate ? Math.ceilDiv(seconds, STEP_SECONDS) * STEP_SECONDS : seconds;
            return String.format(
                    Locale.ROOT, "%s %d:%02d left", isEstimate ? "about" : "at most", shown / 60, shown % 60);
        }
    }

    /**
     * What is left to wait for, at most until the limit. Forks of different work take times that are far apart, so what
     * is told before nearly all of {@code later} have run in an earlier round is the limit.
     */
    Left left(List<Cell> later, long nowNanos) {
        long known = later.stream().filter(lastNanos::containsKey).count();
        boolean isEstimate = known >= MOSTLY * later.size();
        long untilLimit = leftNanos(nowNanos);
        return new Left(Duration.ofNanos(isEstimate ? Math.min(sum(later, true), untilLimit) : untilLimit), isEstimate);
    }

    /** How long until the limit. */
    long leftNanos(long nowNanos) {
        return Math.max(deadlineNanos - nowNanos, 0);
    }

    private long sum(List<Cell> cells, boolean withBaselines) {
        return cells.stream()
                .filter(cell -> withBaselines || !cell.isBaseline())
                .mapToLong(this::expectedNanos)
                .sum();
    }
}
