package dev.heddle.benchmarks.report;

import java.util.Locale;

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

    /** A mark on an axis: no more digits than needed. */
    static String mark(double value) {
        String text = grouped(value);
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** A ratio, where 1 is the one that is compared with: two decimals, or more where these would show nothing. */
    static String ratio(double value) {
        return value >= 9.995 || value < 0.0995 ? grouped(value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
