package dev.heddle.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * An axis: from zero, or, where the figures differ by more than can be seen so, logarithmic.
 *
 * @param low the value at its begin
 * @param high the value at its end
 */
record Axis(double low, double high, boolean isLogarithmic) {

    private static final double TOO_FAR_APART = 15;
    private static final int MARKS = 5;
    private static final int MOST_MARKS = 8;
    private static final double[][] DIGITS = {{1, 2, 5}, {1, 3}, {1}};
    private static final double ROOM = 1.02; // a figure must not lie on the edge

    /** The axis for figures from {@code least} to {@code greatest}, both not negative. */
    static Axis of(double least, double greatest) {
        if (least > 0 && greatest / least > TOO_FAR_APART) {
            return logarithmic(least, greatest);
        }
        double step = niceStep(Math.max(greatest, Double.MIN_NORMAL) / MARKS);
        return new Axis(0, Math.ceil(greatest * ROOM / step) * step, false);
    }

    /** The same, however close they are. Both must be more than zero. */
    static Axis logarithmic(double least, double greatest) {
        return new Axis(1 / niceStep(ROOM / least), niceStep(greatest * ROOM), true);
    }

    /** A logarithmic one that has all recorded times on it. */
    static Axis ofTimes(Collection<Histogram> recorded) {
        double least = Math.max(
                1, recorded.stream().mapToDouble(Histogram::getMinValue).min().orElseThrow());
        double greatest = Math.max(
                least,
                recorded.stream().mapToDouble(Histogram::getMaxValue).max().orElseThrow());
        return logarithmic(least, greatest);
    }

    /** Where a value is, from 0 at the begin to 1 at the end. */
    double place(double value) {
        if (isLogarithmic) {
            return Math.log(value / low) / Math.log(high / low);
        }
        return (value - low) / (high - low);
    }

    /** The values to be marked. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        if (isLogarithmic) {
            for (double[] digits : DIGITS) {
                marks = marks(digits, 1);
                if (marks.size() <= MOST_MARKS) {
                    return marks;
                }
            }
            return marks(DIGITS[2], 2);
        }
        double step = niceStep(high / MARKS);
        for (int index = 0; index * step <= high * 1.001; index++) {
            marks.add(index * step);
        }
        return marks;
    }

    private List<Double> marks(double[] digits, int decades) {
        List<Double> marks = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        for (int power = (int) Math.floor(Math.log10(low) + 1e-9); power <= last; power += decades) {
            for (double digit : digits) {
                double mark = power < 0 ? digit / Math.pow(10, -power) : digit * Math.pow(10, power);
                if (mark >= low * 0.999 && mark <= high * 1.001) {
                    marks.add(mark);
                }
            }
        }
        return marks;
    }

    /** The next of 1, 2, 5, 10, 20, ... that is not less. */
    private static double niceStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
