package dev.heddle.benchmarks.results;

/**
 * About how many forks of each arm would decide what some did not, if they are like those: as likely as not. Ranges
 * become narrower with the square root of the number of forks.
 */
final class ForksNeeded {

    /** How many standard errors half a range is that holds 90 %. */
    private static final double HALF_RANGE = 1.645;

    /** How many the difference must be, for a test that errs once in a hundred times to see it as often as not. */
    private static final double TO_SEE = 2.576;

    /** How many must have room between the difference and the margin, for the test of equivalence. */
    private static final double TO_EXCLUDE = 1.645;

    private static final int STEP = 5;

    /** No more than that is told. */
    private static final int MOST = 1_000;

    private ForksNeeded() {}

    /**
     * The number, a multiple of five, more than {@code forks}.
     *
     * @param ninety what so many forks gave: the range that holds 90 %
     */
    static int toDecide(Interval ninety, int forks, double margin) {
        double difference = Math.abs(Math.log(ninety.middle()));
        double room = Math.log1p(margin) - difference;
        double error = Math.log(ninety.high() / ninety.low()) / 2 / HALF_RANGE * Math.sqrt(forks);
        double toSee = Math.pow(error * TO_SEE / difference, 2);
        double toExclude = room > 0 ? Math.pow(error * TO_EXCLUDE / room, 2) : MOST;
        double needed = Math.min(MOST, Math.max(forks + 1, Math.min(toSee, toExclude)));
        return (int) Math.ceil(needed / STEP) * STEP;
    }
}
