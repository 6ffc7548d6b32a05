package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.report.DataTable.Cell;
import dev.heddle.benchmarks.results.Costs;
import dev.heddle.benchmarks.results.Pass;
import dev.heddle.benchmarks.results.Profiled;
import dev.heddle.benchmarks.results.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an operation costs each arm, as a table. */
final class ProfileTable {

    private static final Map<String, Metric> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("bytes allocated", Costs.BYTES);
        COLUMNS.put("voluntary context switches", Costs.VOLUNTARY);
        COLUMNS.put("involuntary", Costs.INVOLUNTARY);
        COLUMNS.put("system calls", Costs.CALLS);
    }

    private static final Map<String, Pass> FILES = new LinkedHashMap<>();

    static {
        FILES.put("flame graph", Pass.FLAME_GRAPH);
        FILES.put("JFR", Pass.RECORDING);
    }

    private static final String CALLS = "of these, the most frequent";
    private static final int CALLS_SHOWN = 5;
    private static final String UNKNOWN = "-";

    /** Less than that is what a JVM does anyway. */
    private static final double NOTHING = 0.0005;

    private ProfileTable() {}

    /**
     * The table.
     *
     * @param links where a file is that a fork has left
     */
    static DataTable of(Profiled profiled, UnaryOperator<String> links) {
        List<String> heads = new ArrayList<>(List.of("arm"));
        heads.addAll(COLUMNS.keySet());
        heads.add(CALLS);
        heads.addAll(FILES.values().stream().map(Pass::inWords).toList());
        DataTable table = new DataTable(heads, new ArrayList<>());
        for (Profiled.Arm arm : profiled.arms()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(arm.arm())));
            COLUMNS.values().forEach(metric -> cells.add(cell(arm, metric)));
            cells.add(Cell.text(calls(arm)));
            FILES.forEach((text, pass) -> {
                String file = arm.files().get(pass);
                cells.add(file == null ? Cell.text(UNKNOWN) : Cell.link(text, links.apply(file)));
            });
            table.add(arm.arm(), cells);
        }
        return table;
    }

    private static Cell cell(Profiled.Arm arm, Metric metric) {
        return arm.cost(metric)
                .map(cost -> new Cell(shown(cost), Double.toString(cost.median())))
                .orElse(Cell.text(UNKNOWN));
    }

    /** The median, and between what the forks were if that can be seen. */
    private static String shown(Series cost) {
        String least = figure(cost.least());
        String greatest = figure(cost.greatest());
        String median = figure(cost.median());
        return least.equals(greatest) ? median : median + " (" + least + " to " + greatest + ")";
    }

    /** As many decimals as mean something. */
    private static String figure(double value) {
        if (Math.abs(value) < NOTHING) {
            return "0";
        }
        return value < 1 ? String.format(Locale.ROOT, "%.3f", value) : Figures.grouped(value);
    }

    private static String calls(Profiled.Arm arm) {
        String calls = arm.calls().entrySet().stream()
                .limit(CALLS_SHOWN)
                .map(call -> call.getKey() + " " + figure(call.getValue()))
                .collect(Collectors.joining(", "));
        return calls.isEmpty() ? UNKNOWN : calls;
    }

    /** The same for a terminal. */
    static String text(Profiled profiled) {
        String newLine = System.lineSeparator();
        String line = "%-30s %22s %26s %22s %22s" + newLine;
        StringBuilder text = new StringBuilder(
                profiled.work().title() + ", for each " + profiled.work().operation() + newLine);
        text.append(String.format(line, "", "bytes", "voluntary switches", "involuntary", "system calls"));
        for (Profiled.Arm arm : profiled.arms()) {
            List<String> shown = COLUMNS.values().stream()
                    .map(metric -> arm.cost(metric).map(ProfileTable::shown).orElse(UNKNOWN))
                    .toList();
            text.append(String.format(line, arm.arm(), shown.get(0), shown.get(1), shown.get(2), shown.get(3)));
        }
        return text.append(newLine).toString();
    }
}
