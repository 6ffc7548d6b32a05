package dev.heddle.benchmarks.report;

import java.util.Formatter;
import java.util.Locale;

/**
 * A drawing, as wide as a phone shows letters of their natural size. What belongs to an arm is in a group with its name, so
 * that the page can hide it.
 */
final class Svg {

    static final int WIDTH = 400;

    private static final double HALF_LETTER = 3.2;
    private static final double GAP = 4;

    private final Formatter body = new Formatter(Locale.ROOT);

    /** In which line the last mark is, and where it ends. */
    private double markY = Double.NaN;

    private double markEnd;

    Svg text(String style, double x, double y, String words) {
        body.format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", style, x, y, Html.escaped(words));
        return this;
    }

    /**
     * The value of a mark on a horizontal axis; at an end it is beside the mark, so that it is whole. Marks are told from the
     * left: one that would touch the last one in the same line is left out.
     */
    Svg mark(double x, double y, String words) {
        double half = words.length() * HALF_LETTER;
        boolean isFirst = x < half;
        boolean isLast = x > WIDTH - half;
        double left = isFirst ? x : isLast ? x - 2 * half : x - half;
        if (y == markY && left < markEnd + GAP) {
            return this;
        }
        markY = y;
        markEnd = left + 2 * half;
        return text(isFirst ? "mark first" : isLast ? "mark last" : "mark", x, y, words);
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        body.format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", style, x1, y1, x2, y2);
        return this;
    }

    Svg rectangle(String style, double x, double y, double width, double height) {
        body.format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                style, x, y, width, height);
        return this;
    }

    Svg dot(String style, double x, double y, double radius) {
        body.format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", style, x, y, radius);
        return this;
    }

    Svg path(String style, CharSequence steps) {
        body.format("<path class=\"%s\" d=\"%s\"/>\n", style, steps);
        return this;
    }

    /** What is shown where a pointer rests on the group. */
    Svg hint(String words) {
        body.format("<title>%s</title>\n", Html.escaped(words));
        return this;
    }

    /** Begins what belongs to an arm, drawn {@code right} and {@code down} from where it is said to be. */
    Svg arm(String arm, String style, double right, double down) {
        body.format(
                "<g class=\"%s\" data-arm=\"%s\" transform=\"translate(%.1f %.1f)\">\n",
                style, Html.escaped(arm), right, down);
        return this;
    }

    /** Begins what belongs to an arm. */
    Svg arm(String arm, String style) {
        body.format("<g class=\"%s\" data-arm=\"%s\">\n", style, Html.escaped(arm));
        return this;
    }

    /**
     * Begins the last part of a drawing: groups of arms, side by side in {@code columns} and below each other, which move
     * together when some are hidden.
     */
    Svg stack(int columns, int rowHeight, int top) {
        body.format(
                "<g class=\"stack\" data-columns=\"%d\" data-row=\"%d\" data-top=\"%d\">\n", columns, rowHeight, top);
        return this;
    }

    /** Ends a group. */
    Svg end() {
        body.format("</g>\n");
        return this;
    }

    /** The whole. */
    String drawing(double height, String label) {
        return String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"%s\">\n",
                        WIDTH,
                        height,
                        Html.escaped(label))
                + body + "</svg>";
    }

    /** A step of a path. */
    static String step(char command, double x, double y) {
        return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
    }
}
