package dev.heddle.proof;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of the stress tests in one run, by test. */
final class StressTable {

    private static final String ROW = "%-20s %,15d %10d %8s   %s%n";

    private final Map<String, Row> rows = new TreeMap<>();

    /** One test. */
    private static final class Row {

        private final Map<String, Long> counts = new LinkedHashMap<>();
        private long forbidden;
        private int faults;
        private int faultsFound;

        private long samples() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private Row rowOf(String test) {
        return rows.computeIfAbsent(test, unknown -> new Row());
    }

    /** Counts what was seen in the true code. */
    void add(Sighting seen) {
        Row row = rowOf(seen.test());
        row.counts.merge(seen.outcome(), seen.count(), Long::sum);
        row.forbidden += seen.forbidden() ? seen.count() : 0;
    }

    /** Counts a fault that {@code test} was to find. */
    void addFault(String test, boolean found) {
        Row row = rowOf(test);
        row.faults++;
        row.faultsFound += found ? 1 : 0;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("%-20s %15s %10s %8s   %s%n".formatted("test", "samples", "forbidden", "faults", "outcomes"));
        rows.forEach((test, row) -> text.append(ROW.formatted(
                test, row.samples(), row.forbidden, row.faultsFound + "/" + row.faults, outcomesOf(row))));
        Collection<Row> all = rows.values();
        text.append("%d tests, %,d samples, forbidden: %d; teeth: caught %d of %d%n"
                .formatted(
                        all.size(),
                        all.stream().mapToLong(Row::samples).sum(),
                        all.stream().mapToLong(row -> row.forbidden).sum(),
                        all.stream().mapToInt(row -> row.faultsFound).sum(),
                        all.stream().mapToInt(row -> row.faults).sum()));
        return text.toString();
    }

    private static String outcomesOf(Row row) {
        return row.counts.entrySet().stream()
                .map(seen -> "(%s) %,d".formatted(seen.getKey(), seen.getValue()))
                .collect(Collectors.joining("  "));
    }
}
