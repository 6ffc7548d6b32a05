package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Series;
import java.util.Formatter;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The plot of one workload: a row for each arm with its median, the spread of its forks, and each fork as a dot. */
final class Plot {

    private static final int WIDTH = 760;
    private static final int LEFT = 180;
    private static final int RIGHT = 100;
    private static final int TOP = 8;
    private static final int ROW = 34;
    private static final int BAR = 16;
    private static final int BELOW = 46;

    private final Measured measured;
    private final Axis axis;
    private final int bottom;
    private final Formatter svg = new Formatter(Locale.ROOT);

    private Plot(Measured measured) {
        this.measured = measured;
        DoubleStream least = measured.arms().stream().mapToDouble(Series::least);
        DoubleStream greatest = measured.arms().stream().mapToDouble(Series::greatest);
        axis = Axis.of(least.min().orElseThrow(), greatest.max().orElseThrow());
        bottom = TOP + ROW * measured.arms().size();
    }

    static String of(Measured measured) {
        return new Plot(measured).draw();
    }

    private String draw() {
        svg.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, bottom + BELOW, HtmlReport.escaped(measured.work().title()));
        drawAxis();
        int middle = TOP + ROW / 2;
        for (Series arm : measured.arms()) {
            drawArm(arm, middle);
            middle += ROW;
        }
        svg.format("</svg>%n");
        return svg.toString();
    }

    private void drawAxis() {
        for (double mark : axis.marks()) {
            double x = x(mark);
            svg.format("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", x, TOP, x, bottom);
            svg.format("<text class=\"mark\" x=\"%.1f\" y=\"%d\">%s</text>%n", x, bottom + 16, Figures.mark(mark));
        }
        String direction = measured.moreIsBetter() ? "more is better" : "less is better";
        String scale = axis.isLogarithmic() ? ", logarithmic scale" : "";
        svg.format(
                "<text class=\"unit\" x=\"%.1f\" y=\"%d\">%s (%s%s)</text>%n",
                (x(axis.low()) + x(axis.high())) / 2,
                bottom + 36,
                HtmlReport.escaped(measured.unitInWords()),
                direction,
                scale);
    }

    private void drawArm(Series arm, int middle) {
        String style = arm.role().isBaseline() || arm.role().isControl() ? "baseline" : arm.arm();
        svg.format("<g class=\"%s\">%n", style);
        svg.format(
                "<text class=\"arm\" x=\"%d\" y=\"%d\">%s</text>%n",
                LEFT - 12, middle + 4, HtmlReport.escaped(arm.arm()));
        double median = x(arm.median());
        if (!axis.isLogarithmic()) { // the length of a bar means nothing on a logarithmic scale
            svg.format(
                    "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                    LEFT, middle - BAR / 2, median - LEFT, BAR);
        }
        drawSpread(arm, middle);
        for (double fork : arm.forks()) {
            svg.format("<circle class=\"fork\" cx=\"%.1f\" cy=\"%d\" r=\"2.6\"/>%n", x(fork), middle);
        }
        svg.format(
                "<line class=\"median\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                median, middle - BAR / 2 - 2, median, middle + BAR / 2 + 2);
        svg.format(
                "<text class=\"value\" x=\"%d\" y=\"%d\">%s</text>%n",
                WIDTH - RIGHT + 14, middle + 4, Figures.grouped(arm.median()));
        svg.format(
                "<title>%s: median %s, forks %s to %s</title></g>%n",
                HtmlReport.escaped(arm.arm()),
                Figures.grouped(arm.median()),
                Figures.grouped(arm.least()),
                Figures.grouped(arm.greatest()));
    }

    private void drawSpread(Series arm, int middle) {
        double from = x(arm.least());
        double to = x(arm.greatest());
        svg.format("<line class=\"spread\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", from, middle, to, middle);
        for (double end : new double[] {from, to}) {
            svg.format(
                    "<line class=\"spread\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                    end, middle - 5, end, middle + 5);
        }
    }

    private double x(double value) {
        return LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT);
    }
}
