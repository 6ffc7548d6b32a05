package dev.heddle.benchmarks.results;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How many times as fast an arm is as another: the ratio of the medians of their forks, and how much that would vary if
 * all was measured again, by the bootstrap: as many forks are drawn from those there are, with replacement, many times.
 *
 * <p>Of the rounds in which both arms have forks, rounds are drawn, and with each the forks of both. What the machine did
 * in that round met both, so it is in neither's favour, and not in the range either. Forks of other rounds are drawn for each
 * arm alone.
 */
public final class Ratios {

    /** So many that the ends of the range hardly depend on the seed. */
    static final int DRAWS = 10_000;

    private static final long SEED = 42; // the same results always give the same report

    private final double middle;

    /** In the order in which they were drawn. */
    private final double[] drawn;

    private Ratios(double middle, double[] drawn) {
        this.middle = middle;
        this.drawn = drawn;
    }

    /** How many times as fast {@code one} is as {@code other}, both of {@code measured}. */
    public static Ratios of(Measured measured, Series one, Series other) {
        return of(measured, one, other, DRAWS);
    }

    static Ratios of(Measured measured, Series one, Series other, int draws) {
        return of(measured, one, other, draws, new Random(SEED));
    }

    private static Ratios of(Measured measured, Series one, Series other, int draws, Random random) {
        List<Integer> shared =
                one.rounds().stream().filter(other.rounds()::contains).toList();
        double[] ones = one.inOrder(shared);
        double[] others = other.inOrder(shared);
        double[] drawnOnes = new double[ones.length];
        double[] drawnOthers = new double[others.length];
        double[] drawn = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            for (int place = 0; place < shared.size(); place++) {
                int round = random.nextInt(shared.size());
                drawnOnes[place] = ones[round];
                drawnOthers[place] = others[round];
            }
            drawAlone(ones, shared.size(), drawnOnes, random);
            drawAlone(others, shared.size(), drawnOthers, random);
            drawn[draw] = measured.speed(median(drawnOnes), median(drawnOthers));
        }
        return new Ratios(measured.speed(one.median(), other.median()), drawn);
    }

    /** Draws from what is behind {@code from}. */
    private static void drawAlone(double[] forks, int from, double[] drawn, Random random) {
        for (int place = from; place < forks.length; place++) {
            drawn[place] = forks[from + random.nextInt(forks.length - from)];
        }
    }

    /** Sorts them. */
    private static double median(double[] drawn) {
        Arrays.sort(drawn);
        return Series.medianOfSorted(drawn);
    }

    /**
     * How many times the ratio of two arms in one run is that of the same arms in another run. What was drawn in one has
     * nothing to do with what was drawn in the other.
     */
    static Ratios change(Measured before, Measured after, String one, String other) {
        Ratios first = of(before, before.get(one), before.get(other), DRAWS, new Random(SEED));
        Ratios second = of(after, after.get(one), after.get(other), DRAWS, new Random(SEED + 1));
        double[] drawn = new double[DRAWS];
        Arrays.setAll(drawn, draw -> second.drawn[draw] / first.drawn[draw]);
        return new Ratios(second.middle / first.middle, drawn);
    }

    /** The range that holds so large a part of what was drawn, with as much below it as above. */
    public Interval holding(double part) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        int outside = (int) (sorted.length * (1 - part) / 2);
        return new Interval(sorted[outside], middle, sorted[sorted.length - 1 - outside]);
    }
}
