package dev.heddle.benchmarks;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a workload is set to: values by name, in alphabetical order. */
public record Parameters(SortedMap<String, String> values) {

    /** None. */
    public static final Parameters NONE = new Parameters(new TreeMap<>());

    /** Takes a copy. */
    public Parameters {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A single one. */
    public static Parameters of(String name, Object value) {
        return NONE.with(name, value);
    }

    /** These, and another one. */
    public Parameters with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(name, String.valueOf(value));
        return new Parameters(more);
    }

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of one of them.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter '" + name + "' in '" + this + "'");
        }
        return value;
    }

    /**
     * The value of one of them, which is a number.
     *
     * @throws IllegalArgumentException if there is none of that name, or if it is no number
     */
    public int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("parameter '" + name + "' must be a number, not '" + text(name) + "'");
        }
    }

    /** Whether there is one of that name, and it is a number between those, which may be it. */
    public boolean isBetween(String name, int least, int most) {
        String value = values.get(name);
        if (value == null || !value.matches("\\d{1,9}")) {
            return false;
        }
        int number = number(name);
        return number >= least && number <= most;
    }

    /** For people: a number with its thousands marked, and any other value as it is. */
    public String grouped(String name) {
        String value = text(name);
        return value.matches("\\d{1,18}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }

    /** For people: so many of something, such as {@code 1 callback} or {@code 1,000 callbacks}. */
    public String counted(String name, String one) {
        return grouped(name) + " " + one + (text(name).equals("1") ? "" : "s");
    }

    /** Such as {@code inFlight=64 loops=1}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(" "));
    }
}
