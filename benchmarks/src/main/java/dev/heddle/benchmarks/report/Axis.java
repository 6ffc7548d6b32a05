package dev.heddle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal axis: from zero, or, where the figures differ by more than can be seen so, logarithmic.
 *
 * @param low the value at the left end
 * @param high the value at the right end
 */
record Axis(double low, double high, boolean isLogarithmic) {

    private static final double TOO_FAR_APART = 15;
    private static final int MARKS = 5;

    /** The axis for figures from {@code least} to {@code greatest}, both more than zero. */
    static Axis of(double least, double greatest) {
        if (greatest / least <= TOO_FAR_APART) {
            double step = niceStep(greatest / MARKS);
            return new Axis(0, Math.ceil(greatest * 1.02 / step) * step, false);
        }
        double low = Math.pow(10, Math.floor(Math.log10(least)));
        double high = Math.pow(10, Math.ceil(Math.log10(greatest * 1.02)));
        return new Axis(low, high, true);
    }

    /** Where a value is, from 0 at the left to 1 at the right. */
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
            for (double mark = low; mark <= high * 1.001; mark *= 10) {
                marks.add(mark);
            }
            return marks;
        }
        double step = niceStep(high / MARKS);
        for (int index = 0; index * step <= high * 1.001; index++) {
            marks.add(index * step);
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
