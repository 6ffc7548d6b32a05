package dev.heddle.tck;

import java.util.Random;

/** Where random tests take their chance from. Each seed is printed, and {@code -Dheddle.seed} repeats one. */
public final class Seeds {

    /** The system property that sets the seed. */
    public static final String PROPERTY = "heddle.seed";

    private Seeds() {}

    /** A generator with a seed that is printed. */
    public static Random random() {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println("random test: repeat with -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }
}
