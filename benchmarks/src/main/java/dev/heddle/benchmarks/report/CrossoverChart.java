package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.DataTable.Cell;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A workload along one of its parameters, a line for each arm, and a mark where the better backend changes. */
final class CrossoverChart {

    private static final int LEFT = 52;
    private static final int RIGHT = 24;
    private static final int TOP = 26;
    private static final int HEIGHT = 220;
    private static final int BOTTOM = TOP + HEIGHT;

    private final Sweep sweep;
    private final Crossing crossing;
    private final Palette palette;
    private final Axis across;
    private final Axis upward;
    private final Set<String> arms = new LinkedHashSet<>();
    private final Svg svg = new Svg();

    private CrossoverChart(Crossing crossing, Palette palette) {
        this.sweep = crossing.sweep();
        this.crossing = crossing;
        this.palette = palette;
        List<Series> all = sweep.points().values().stream()
                .flatMap(point -> point.arms().stream())
                .toList();
        palette.arms().stream()
                .filter(arm -> all.stream().anyMatch(series -> series.arm().equals(arm)))
                .forEach(arms::add);
        double low = Math.max(1, sweep.points().firstKey());
        across = new Axis(low, sweep.points().lastKey(), true);
        upward = Axis.of(
                all.stream().mapToDouble(Series::least).min().orElseThrow(),
                all.stream().mapToDouble(Series::greatest).max().orElseThrow());
    }

    static Chart of(String workload, Crossing crossing, Palette palette) {
        CrossoverChart chart = new CrossoverChart(crossing, palette);
        String others = crossing.sweep().othersInWords();
        return new Chart(
                workload + " by " + crossing.sweep().inWords() + (others.isEmpty() ? "" : " (" + others + ")"),
                chart.draw(),
                Html.escaped(crossing.sentence()),
                chart.numbers());
    }

    private String draw() {
        Measured any = any();
        svg.text(
                "unit",
                4,
                12,
                any.unitInWords() + " (" + any.directionInWords() + (upward.isLogarithmic() ? ", logarithmic)" : ")"));
        for (double mark : upward.marks()) {
            svg.line("grid", LEFT, y(mark), Svg.WIDTH - RIGHT, y(mark));
            svg.text("side", LEFT - 6, y(mark) + 4, Figures.mark(mark));
        }
        for (int value : sweep.points().keySet()) {
            svg.line("grid", x(value), TOP, x(value), BOTTOM);
            svg.mark(x(value), BOTTOM + 15, Figures.mark(value));
        }
        svg.mark((LEFT + Svg.WIDTH - RIGHT) / 2.0, BOTTOM + 31, sweep.inWords() + " (logarithmic)");
        for (double place : crossing.places()) {
            svg.line("crossing", x(place), TOP, x(place), BOTTOM);
            svg.mark(x(place), TOP + 12, "~" + Figures.mark(Math.rint(place)));
        }
        arms.stream().filter(arm -> !palette.isOurs(arm)).forEach(this::drawArm);
        arms.stream().filter(palette::isOurs).forEach(this::drawArm); // on top of the others
        int end = palette.legend(svg, arms, BOTTOM + 42);
        return svg.drawing(
                end + 4,
                any.unitInWords() + " by " + sweep.inWords() + ", for each arm. The table below has the numbers.");
    }

    private void drawArm(String arm) {
        svg.arm(arm, palette.style(arm));
        StringBuilder course = new StringBuilder();
        course(arm).forEach((value, series) -> {
            course.append(Svg.step(course.isEmpty() ? 'M' : 'L', x(value), y(series.median())));
            MedianInterval.of(series.stream().toArray())
                    .ifPresent(interval ->
                            svg.line("interval", x(value), y(interval.low()), x(value), y(interval.high())));
            svg.dot("point", x(value), y(series.median()), 3.2);
        });
        svg.path("course", course).hint(arm).end();
    }

    private SortedMap<Integer, Series> course(String arm) {
        SortedMap<Integer, Series> course = new TreeMap<>();
        sweep.points().forEach((value, point) -> point.arm(arm).ifPresent(series -> course.put(value, series)));
        return course;
    }

    private Measured any() {
        return sweep.points().sequencedValues().getFirst();
    }

    private double x(double value) {
        return LEFT + across.place(Math.max(across.low(), value)) * (Svg.WIDTH - LEFT - RIGHT);
    }

    private double y(double figure) {
        return BOTTOM - upward.place(figure) * HEIGHT;
    }

    private DataTable numbers() {
        DataTable table = new DataTable("arm", sweep.inWords(), "median", "interval from", "to", "forks");
        for (String arm : arms) {
            for (Map.Entry<Integer, Series> point : course(arm).entrySet()) {
                Series series = point.getValue();
                List<Cell> cells = new ArrayList<>();
                cells.add(Cell.text(arm));
                cells.add(Cell.count(point.getKey()));
                cells.add(Cell.number(series.median()));
                MedianInterval.of(series.stream().toArray())
                        .ifPresentOrElse(
                                interval -> cells.addAll(
                                        List.of(Cell.number(interval.low()), Cell.number(interval.high()))),
                                () -> cells.addAll(List.of(Cell.text(""), Cell.text(""))));
                cells.add(Cell.count(series.forks().size()));
                table.add(arm, cells);
            }
        }
        return table;
    }
}
