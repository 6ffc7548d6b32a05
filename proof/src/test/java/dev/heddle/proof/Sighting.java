package dev.heddle.proof;

import java.util.stream.Stream;

/**
 * What came of a stress test, and how often: also never.
 *
 * @param test its name, without its package
 * @param outcome what was seen, as the test writes it
 * @param forbidden whether it must not be
 * @param count how often
 */
record Sighting(String test, String outcome, boolean forbidden, long count) {

    private static final String MARK = "sighting";
    private static final String BETWEEN = "\t";

    /** For a program that reads it. */
    String toLine() {
        return String.join(BETWEEN, MARK, test, outcome, String.valueOf(forbidden), String.valueOf(count));
    }

    /** All that are told of in {@code output}, among other lines. */
    static Stream<Sighting> allIn(String output) {
        return output.lines()
                .map(line -> line.split(BETWEEN, -1))
                .filter(parts -> parts[0].equals(MARK))
                .map(parts ->
                        new Sighting(parts[1], parts[2], Boolean.parseBoolean(parts[3]), Long.parseLong(parts[4])));
    }
}
