package dev.heddle.benchmarks.report;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** How numbers are written. */
public final class Figures {

    private Figures() {}

    /** Three digits that count, or all of the whole part: {@code 0.0123}, {@code 12.3}, {@code 12,345}. */
    public static String grouped(double value) {
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = Math.min(2 - (int) Math.floor(Math.log10(size)), 9);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A mark on an axis: no more digits than needed, and thousands as {@code k}, millions as {@code M}. */
    static String mark(double value) {
        if (value >= 1e6) {
            return plain(value / 1e6) + "M";
        }
        return value >= 1e4 ? plain(value / 1e3) + "k" : plain(value);
    }

    private static String plain(double value) {
        String text = grouped(value);
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** A time, given in nanoseconds, in the unit in which it is best read. */
    static String duration(double nanos) {
        return duration(nanos, Figures::grouped);
    }

    /** The same as a mark on an axis. */
    static String durationMark(double nanos) {
        return duration(nanos, Figures::plain);
    }

    private static String duration(double nanos, DoubleFunction<String> figure) {
        if (nanos >= 1e9) {
            return figure.apply(nanos / 1e9) + " s";
        }
        if (nanos >= 1e6) {
            return figure.apply(nanos / 1e6) + " ms";
        }
        return nanos >= 1e3 ? figure.apply(nanos / 1e3) + " \u00b5s" : figure.apply(nanos) + " ns";
    }

    /** A ratio, where 1 is the one that is compared with: two decimals, or more where these would show nothing. */
    static String ratio(double value) {
        return value >= 9.995 || value < 0.0995 ? grouped(value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
