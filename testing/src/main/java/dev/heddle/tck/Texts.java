package dev.heddle.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random texts. The seed is printed, and {@code -Dheddle.seed} sets it. */
final class Texts {

    private static final int LARGEST_PIECE = 5_000;

    private Texts() {}

    /** So many letters. */
    static String random(int length) {
        return Seeds.random()
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text, cut anywhere. */
    static List<String> inRandomPieces(String text) {
        Random random = Seeds.random();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(LARGEST_PIECE));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
