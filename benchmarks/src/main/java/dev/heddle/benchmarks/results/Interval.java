package dev.heddle.benchmarks.results;

import java.util.Locale;

/**
 * How many times as fast an arm is as another, as far as that is known.
 *
 * @param low the least ratio that the forks allow
 * @param middle the ratio that was found
 * @param high the greatest ratio that the forks allow
 */
public record Interval(double low, double middle, double high) {

    /** Whether all of it says that neither arm is faster than the other by more than {@code margin}, as a part of 1. */
    public boolean isWithin(double margin) {
        return low >= 1 / (1 + margin) && high <= 1 + margin;
    }

    /** Whether it has {@code ratio} in it. */
    public boolean holds(double ratio) {
        return low <= ratio && ratio <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2fx (%.2f to %.2f)", middle, low, high);
    }
}
