package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.report.DataTable.Cell;
import dev.heddle.benchmarks.results.Interval;
import dev.heddle.benchmarks.results.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** All verdicts about the backends at a glance: how many times as fast loom is as selector, with the interval. */
final class VerdictChart {

    private static final int LEFT = 20;
    private static final int RIGHT = 20;
    private static final int TOP = 42;
    private static final int ROW = 30;
    private static final int MIDDLE = 21;
    private static final double LEAST_SPAN = 1.5; // or small differences would look large

    private final Map<String, Judgement> works;
    private final Map<String, Interval> ratios = new LinkedHashMap<>();
    private final Axis axis;
    private final Svg svg = new Svg();

    private VerdictChart(Map<String, Judgement> works) {
        this.works = works;
        works.forEach((work, judgement) -> judgement.lead().ifPresent(lead -> ratios.put(work, ofLoom(lead))));
        double least = ratios.values().stream().mapToDouble(Interval::low).min().orElse(1);
        double greatest =
                ratios.values().stream().mapToDouble(Interval::high).max().orElse(1);
        double span = DoubleStream.of(1 / least, greatest, LEAST_SPAN).max().orElseThrow();
        axis = new Axis(1 / span, span, true);
    }

    /** Of pieces of work by their titles, at least one of which was judged. */
    static Chart of(Map<String, Judgement> works) {
        VerdictChart chart = new VerdictChart(works);
        return new Chart("Backends at a glance", chart.draw(), "", chart.numbers());
    }

    private static Interval ofLoom(Verdict.Lead lead) {
        Interval ratio = lead.ratio();
        return lead.ahead().equals(Arms.LOOM)
                ? ratio
                : new Interval(1 / ratio.high(), 1 / ratio.middle(), 1 / ratio.low());
    }

    private String draw() {
        int bottom = TOP + ROW * ratios.size();
        svg.text("unit", LEFT, 12, "\u2190 selector is better");
        svg.text("unit value", Svg.WIDTH - RIGHT, 12, "loom is better \u2192");
        for (double mark : axis.marks()) {
            svg.line(mark == 1 ? "even" : "grid", x(mark), TOP - 6, x(mark), bottom);
            svg.mark(x(mark), TOP - 11, Figures.mark(mark));
        }
        int top = TOP;
        for (Map.Entry<String, Interval> work : ratios.entrySet()) {
            drawRow(work.getKey(), work.getValue(), top);
            top += ROW;
        }
        return svg.drawing(
                bottom + 4,
                "How many times as fast loom is as selector, for each piece of work. The table below has the numbers.");
    }

    private void drawRow(String work, Interval ratio, int top) {
        String style = style(work);
        svg.text("name", LEFT, top + 11, work);
        svg.line(style + " interval", x(ratio.low()), top + MIDDLE, x(ratio.high()), top + MIDDLE);
        svg.dot(style + " point", x(ratio.middle()), top + MIDDLE, 4.5);
    }

    private String style(String work) {
        String winner = winner(work);
        return winner.equals(Arms.SELECTOR) ? "k0" : winner.equals(Arms.LOOM) ? "k1" : "neither";
    }

    private String winner(String work) {
        Judgement judgement = works.get(work);
        return judgement == null ? "" : judgement.winner().orElse("");
    }

    private double x(double ratio) {
        return LEFT + axis.place(ratio) * (Svg.WIDTH - LEFT - RIGHT);
    }

    private DataTable numbers() {
        DataTable table = new DataTable("workload", "loom : selector", "from", "to", "better");
        ratios.forEach((work, ratio) -> table.add(
                "",
                List.of(
                        Cell.text(work),
                        Cell.ratio(ratio.middle()),
                        Cell.ratio(ratio.low()),
                        Cell.ratio(ratio.high()),
                        Cell.text(winner(work)))));
        return table;
    }
}
