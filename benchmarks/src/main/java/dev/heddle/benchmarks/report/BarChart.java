package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.DataTable.Cell;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The arms on one piece of work: for each its median with its interval, and every fork as a dot. */
final class BarChart {

    private static final int LEFT = 12;
    private static final int RIGHT = 20;
    private static final int TOP = 42;
    private static final int ROW = 34;
    private static final int MIDDLE = 24;
    private static final int BAR = 12;

    private final Measured measured;
    private final List<Series> arms;
    private final Palette palette;
    private final Axis axis;
    private final int bottom;
    private final Svg svg = new Svg();

    private BarChart(Measured measured, Palette palette) {
        this.measured = measured;
        this.palette = palette;
        arms = Palette.ordered(measured);
        DoubleStream least = arms.stream().mapToDouble(Series::least);
        DoubleStream greatest = arms.stream().mapToDouble(Series::greatest);
        axis = Axis.of(least.min().orElseThrow(), greatest.max().orElseThrow());
        bottom = TOP + ROW * arms.size();
    }

    static Chart of(String title, Measured measured, Palette palette) {
        BarChart chart = new BarChart(measured, palette);
        return new Chart(title, chart.draw(), "", chart.numbers());
    }

    private String draw() {
        drawAxis();
        svg.stack(1, ROW, TOP);
        int top = TOP;
        for (Series arm : arms) {
            drawArm(arm, top);
            top += ROW;
        }
        svg.end();
        return svg.drawing(bottom + 4, "Bar chart: " + unit() + ". The table below has the numbers.");
    }

    private String unit() {
        return measured.unitInWords() + " (" + measured.directionInWords()
                + (axis.isLogarithmic() ? ", logarithmic)" : ")");
    }

    private void drawAxis() {
        svg.text("unit", LEFT, 12, unit());
        for (double mark : axis.marks()) {
            svg.line("grid", x(mark), TOP - 6, x(mark), bottom);
            svg.mark(x(mark), TOP - 11, Figures.mark(mark));
        }
    }

    private void drawArm(Series arm, int top) {
        svg.arm(arm.arm(), palette.style(arm.arm()), 0, top);
        svg.text("name", LEFT, 12, palette.name(arm.arm()));
        svg.text("value", Svg.WIDTH - RIGHT, 12, Figures.grouped(arm.median()));
        double median = x(arm.median());
        if (axis.isLogarithmic()) { // the length of a bar would mean nothing
            svg.line("grid", LEFT, MIDDLE, Svg.WIDTH - RIGHT, MIDDLE);
        } else {
            svg.rectangle("bar", LEFT, MIDDLE - BAR / 2.0, median - LEFT, BAR);
        }
        for (int fork = 0; fork < arm.forks().size(); fork++) {
            boolean disturbed = arm.disturbed().contains(arm.rounds().get(fork));
            svg.dot(disturbed ? "fork disturbed" : "fork", x(arm.forks().get(fork)), MIDDLE, disturbed ? 2.8 : 2.4);
        }
        interval(arm).ifPresent(interval -> {
            svg.line("interval", x(interval.low()), MIDDLE, x(interval.high()), MIDDLE);
            svg.line("interval", x(interval.low()), MIDDLE - 4, x(interval.low()), MIDDLE + 4);
            svg.line("interval", x(interval.high()), MIDDLE - 4, x(interval.high()), MIDDLE + 4);
        });
        svg.line("median", median, MIDDLE - BAR / 2.0 - 1, median, MIDDLE + BAR / 2.0 + 1);
        svg.hint(arm.arm() + ": median " + Figures.grouped(arm.median()) + ", forks " + Figures.grouped(arm.least())
                + " to " + Figures.grouped(arm.greatest()));
        svg.end();
    }

    private double x(double value) {
        return LEFT + axis.place(value) * (Svg.WIDTH - LEFT - RIGHT);
    }

    private static Optional<MedianInterval> interval(Series arm) {
        return MedianInterval.of(arm.stream().toArray());
    }

    private DataTable numbers() {
        DataTable table = new DataTable(
                "arm",
                "median",
                "interval from",
                "to",
                "least",
                "greatest",
                "forks",
                measured.ratioInWords() + ", first = 1");
        for (Series arm : arms) {
            Optional<MedianInterval> interval = interval(arm);
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text(arm.arm()));
            cells.add(Cell.number(arm.median()));
            cells.add(interval.map(found -> Cell.number(found.low())).orElse(Cell.text("")));
            cells.add(interval.map(found -> Cell.number(found.high())).orElse(Cell.text("")));
            cells.add(Cell.number(arm.least()));
            cells.add(Cell.number(arm.greatest()));
            cells.add(Cell.count(arm.forks().size()));
            cells.add(
                    Cell.ratio(measured.speed(arm.median(), measured.reference().median())));
            table.add(arm.arm(), cells);
        }
        return table;
    }
}
