package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.DataTable.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How many times were how long, a row of columns for each arm; the highest column of each is as high as its row. */
final class HistogramChart {

    private static final int LEFT = 12;
    private static final int RIGHT = 20;
    private static final int TOP = 42;
    private static final int ROW = 56;
    private static final int FLOOR = 50;
    private static final int HIGHEST = 32;
    private static final int COLUMNS = 46;

    private final String name;
    private final Map<String, Histogram> arms;
    private final Palette palette;
    private final Axis axis;
    private final int bottom;
    private final Map<String, long[]> columns = new LinkedHashMap<>();
    private final Svg svg = new Svg();

    private HistogramChart(String name, Map<String, Histogram> arms, Palette palette) {
        this.name = name;
        this.arms = arms;
        this.palette = palette;
        axis = Axis.ofTimes(arms.values());
        bottom = TOP + ROW * arms.size();
        arms.forEach((arm, times) -> columns.put(arm, columns(times)));
    }

    static Chart of(String title, String name, Map<String, Histogram> arms, Palette palette) {
        HistogramChart chart = new HistogramChart(name, arms, palette);
        return new Chart(title + ": histogram of " + name, chart.draw(), "", chart.numbers());
    }

    private long[] columns(Histogram times) {
        long[] counts = new long[COLUMNS];
        for (HistogramIterationValue value : times.recordedValues()) {
            double place = axis.place(Math.max(axis.low(), (double) value.getValueIteratedTo()));
            counts[Math.clamp((long) (place * COLUMNS), 0, COLUMNS - 1)] += value.getCountAtValueIteratedTo();
        }
        return counts;
    }

    private String draw() {
        svg.text("unit", LEFT, 12, name + " (to the left is better, logarithmic)");
        for (double mark : axis.marks()) {
            double x = x(axis.place(mark));
            svg.line("grid", x, TOP - 6, x, bottom);
            svg.mark(x, TOP - 11, Figures.durationMark(mark));
        }
        svg.stack(1, ROW, TOP);
        int top = TOP;
        for (Map.Entry<String, long[]> arm : columns.entrySet()) {
            drawArm(arm.getKey(), arm.getValue(), top);
            top += ROW;
        }
        svg.end();
        return svg.drawing(bottom + 4, "Histogram of " + name + " for each arm. The table below has the numbers.");
    }

    private void drawArm(String arm, long[] counts, int top) {
        Histogram times = arms.getOrDefault(arm, new Histogram(1));
        svg.arm(arm, palette.style(arm), 0, top)
                .text("name", LEFT, 12, palette.name(arm))
                .text(
                        "value",
                        Svg.WIDTH - RIGHT,
                        12,
                        "median " + Figures.duration((double) times.getValueAtPercentile(50)))
                .path("area", outline(counts))
                .line("floor", LEFT, FLOOR, Svg.WIDTH - RIGHT, FLOOR)
                .end();
    }

    private String outline(long[] counts) {
        double highest = (double) Arrays.stream(counts).max().orElse(1);
        StringBuilder steps = new StringBuilder(Svg.step('M', LEFT, FLOOR));
        for (int column = 0; column < COLUMNS; column++) {
            double y = FLOOR - (double) counts[column] / highest * HIGHEST;
            steps.append(Svg.step('L', x((double) column / COLUMNS), y));
            steps.append(Svg.step('L', x((column + 1.0) / COLUMNS), y));
        }
        return steps.append(Svg.step('L', Svg.WIDTH - RIGHT, FLOOR)).append('Z').toString();
    }

    private static double x(double place) {
        return LEFT + place * (Svg.WIDTH - LEFT - RIGHT);
    }

    private DataTable numbers() {
        List<String> heads = new ArrayList<>(List.of("from", "to"));
        heads.addAll(columns.keySet());
        DataTable table = new DataTable(heads, new ArrayList<>());
        for (int column = 0; column < COLUMNS; column++) {
            int at = column;
            if (columns.values().stream().anyMatch(counts -> counts[at] > 0)) {
                List<Cell> cells = new ArrayList<>(List.of(Cell.nanos(edge(at)), Cell.nanos(edge(at + 1))));
                columns.values().forEach(counts -> cells.add(Cell.count(counts[at])));
                table.add("", cells);
            }
        }
        return table;
    }

    private double edge(int column) {
        return axis.low() * Math.pow(axis.high() / axis.low(), (double) column / COLUMNS);
    }
}
