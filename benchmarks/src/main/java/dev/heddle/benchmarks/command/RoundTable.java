package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.report.Figures;
import dev.heddle.benchmarks.results.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in rounds, as text: a line for each arm, in the order of the first round, with the median, the least and the greatest of its rounds. */
final class RoundTable {

    private final List<String> columns;
    private final Map<String, List<double[]>> found = new LinkedHashMap<>();

    RoundTable(List<String> columns) {
        this.columns = columns;
    }

    /** Adds what was found of an arm in one round: a figure for each column. */
    void add(String arm, double[] figures) {
        if (figures.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " figures are needed, not " + figures.length);
        }
        found.computeIfAbsent(arm, first -> new ArrayList<>()).add(figures);
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format("%-24s", ""));
        columns.forEach(column -> text.append(String.format("%26s", column)));
        text.append(System.lineSeparator());
        found.forEach((arm, rounds) -> text.append(line(arm, rounds)).append(System.lineSeparator()));
        return text.toString();
    }

    private String line(String arm, List<double[]> rounds) {
        StringBuilder line = new StringBuilder(String.format("%-24s", arm));
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            List<Double> figures =
                    rounds.stream().map(figuresOfRound -> figuresOfRound[index]).toList();
            line.append(String.format("%26s", cell(new Series(arm, Arms.role(arm), figures))));
        }
        return line.toString();
    }

    private static String cell(Series series) {
        String median = Figures.grouped(series.median());
        return series.forks().size() == 1
                ? median
                : median + " (" + Figures.grouped(series.least()) + " - " + Figures.grouped(series.greatest()) + ")";
    }
}
