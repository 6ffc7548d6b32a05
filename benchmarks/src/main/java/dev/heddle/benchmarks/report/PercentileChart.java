package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.DataTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Which part of all times was how short, a line for each arm. To the right the slowest spread out. */
final class PercentileChart {

    private static final int LEFT = 52;
    private static final int RIGHT = 20;
    private static final int TOP = 26;
    private static final int HEIGHT = 220;
    private static final int BOTTOM = TOP + HEIGHT;
    private static final int STEPS_PER_DECADE = 24;
    private static final double[] MARKED = {50, 90, 99, 99.9, 99.99, 99.999};

    private final String name;
    private final Map<String, Histogram> arms;
    private final Palette palette;
    private final Axis axis;
    private final double decades;
    private final Svg svg = new Svg();

    private PercentileChart(String name, Map<String, Histogram> arms, Palette palette) {
        this.name = name;
        this.arms = arms;
        this.palette = palette;
        axis = Axis.ofTimes(arms.values());
        double most = arms.values().stream()
                .mapToDouble(Histogram::getTotalCount)
                .max()
                .orElseThrow();
        decades = Math.clamp(Math.log10(most), 1, 5);
    }

    static Chart of(String title, String name, Map<String, Histogram> arms, Palette palette) {
        PercentileChart chart = new PercentileChart(name, arms, palette);
        return new Chart(title + ": percentiles of " + name, chart.draw(), "", chart.numbers());
    }

    private String draw() {
        svg.text("unit", 4, 12, name + " up to this percentile (less is better, logarithmic)");
        for (double mark : axis.marks()) {
            svg.line("grid", LEFT, y(mark), Svg.WIDTH - RIGHT, y(mark));
            svg.text("side", LEFT - 6, y(mark) + 4, Figures.durationMark(mark));
        }
        for (double percentile : MARKED) {
            if (decades(percentile) <= decades) {
                double x = x(decades(percentile));
                svg.line("grid", x, TOP, x, BOTTOM);
                svg.mark(x, BOTTOM + 15, percentile % 1 == 0 ? Math.round(percentile) + "%" : percentile + "%");
            }
        }
        arms.forEach((arm, times) ->
                svg.arm(arm, palette.style(arm)).path("course", course(times)).end());
        int end = palette.legend(svg, arms.keySet(), BOTTOM + 26);
        return svg.drawing(end + 4, "Percentiles of " + name + ". The table below has the numbers.");
    }

    /** As far as there are times enough: one in a hundred says nothing about one in a thousand. */
    private String course(Histogram times) {
        StringBuilder steps = new StringBuilder();
        double end = Math.min(decades, Math.log10((double) times.getTotalCount()));
        for (int step = 0; step <= end * STEPS_PER_DECADE; step++) {
            double at = (double) step / STEPS_PER_DECADE;
            double value = (double) times.getValueAtPercentile(100 - 100 * Math.pow(10, -at));
            steps.append(Svg.step(step == 0 ? 'M' : 'L', x(at), y(Math.max(axis.low(), value))));
        }
        return steps.toString();
    }

    private static double decades(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private double x(double at) {
        return LEFT + at / decades * (Svg.WIDTH - LEFT - RIGHT);
    }

    private double y(double nanos) {
        return BOTTOM - axis.place(nanos) * HEIGHT;
    }

    private DataTable numbers() {
        DataTable table =
                new DataTable("arm", "times", "least", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "greatest");
        arms.forEach((arm, times) -> {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text(arm));
            cells.add(Cell.count(times.getTotalCount()));
            cells.add(Cell.nanos((double) times.getMinValue()));
            for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
                cells.add(Cell.nanos((double) times.getValueAtPercentile(percentile)));
            }
            cells.add(Cell.nanos((double) times.getMaxValue()));
            table.add(arm, cells);
        });
        return table;
    }
}
