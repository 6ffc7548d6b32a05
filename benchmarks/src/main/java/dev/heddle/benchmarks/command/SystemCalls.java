package dev.heddle.benchmarks.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often a process called the system.
 *
 * @param counts by the name of the call
 */
record SystemCalls(Map<String, Double> counts) {

    /** Share of time, seconds, microseconds for each, calls, errors or nothing, name. */
    private static final Pattern LINE =
            Pattern.compile("\\s*[\\d.]+\\s+[\\d.]+\\s+\\d+\\s+(\\d+)(?:\\s+\\d+)?\\s+(\\w+)\\s*");

    private static final String TOTAL = "total";
    private static final double LEAST_SHOWN = 0.05;

    /** Reads the table that {@code strace -c} makes. */
    static SystemCalls parse(List<String> table) {
        Map<String, Double> counts = new TreeMap<>();
        for (String line : table) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && !matcher.group(2).equals(TOTAL)) {
                counts.merge(matcher.group(2), Double.valueOf(matcher.group(1)), Double::sum);
            }
        }
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("no table of strace -c: " + table);
        }
        return new SystemCalls(counts);
    }

    /** What each of so many connections cost that were made here, and were not made there. */
    SystemCalls perConnection(SystemCalls without, int connections) {
        Map<String, Double> each = new TreeMap<>();
        counts.forEach((call, count) -> each.merge(call, count / connections, Double::sum));
        without.counts.forEach((call, count) -> each.merge(call, -count / connections, Double::sum));
        return new SystemCalls(each);
    }

    double sum() {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The calls that count, the most frequent first. */
    String inWords() {
        return counts.entrySet().stream()
                .filter(call -> call.getValue() >= LEAST_SHOWN)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(call -> String.format(Locale.ROOT, "%s %.1f", call.getKey(), call.getValue()))
                .collect(Collectors.joining(", "));
    }
}
