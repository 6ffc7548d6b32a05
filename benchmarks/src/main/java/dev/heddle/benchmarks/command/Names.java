package dev.heddle.benchmarks.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What is typed on a command line to name something. */
final class Names {

    /** So much of a word may be wrong, as a part of 1, for another to be meant. */
    private static final double SLIP = 0.34;

    private Names() {}

    /**
     * Splits values of an option at their commas, but where a name has commas itself: as much as is one name together
     * is one.
     *
     * @param isName whether something is the name of anything
     */
    static List<String> split(List<String> values, Predicate<String> isName) {
        List<String> names = new ArrayList<>();
        for (String value : values) {
            List<String> pieces = Arrays.asList(value.split(",", -1));
            for (int begin = 0; begin < pieces.size(); ) {
                int end = pieces.size();
                while (end > begin + 1 && !isName.test(joined(pieces.subList(begin, end)))) {
                    end--;
                }
                names.add(joined(pieces.subList(begin, end)));
                begin = end;
            }
        }
        return names;
    }

    private static String joined(List<String> pieces) {
        return String.join(",", pieces).strip();
    }

    /** Such as {@code ; was it echo? There are bulk, echo}: what may be meant by a word that is none of them, and all. */
    static String instead(String wrong, Collection<String> names) {
        List<String> alike = names.stream()
                .filter(name -> distance(wrong, name) <= SLIP * Math.max(wrong.length(), name.length()))
                .toList();
        String all = String.join(", ", names);
        return alike.isEmpty() ? "; there are " + all : "; was it " + String.join(" or ", alike) + "? There are " + all;
    }

    /** How many letters are to be put in, taken out or replaced to make the one of the other. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, column -> column);
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[other.length()];
    }
}
