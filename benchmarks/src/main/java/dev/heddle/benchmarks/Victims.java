package dev.heddle.benchmarks;

/**
 * Which of the outstanding calls is cancelled or moved next: each of them once before any comes again, in an order that
 * does not follow memory.
 */
public final class Victims {

    private static final int PRIME_STRIDE = 7_919;

    private final int count;
    private int last;

    /** Of so many calls. */
    public Victims(int count) {
        if (!canBeOf(count)) {
            throw new IllegalArgumentException(
                    "the count must not be a multiple of " + PRIME_STRIDE + ", as " + count + " is");
        }
        this.count = count;
    }

    /** Whether each of so many can have its turn. */
    public static boolean canBeOf(int count) {
        return count % PRIME_STRIDE != 0;
    }

    /** The next one, from zero. */
    public int next() {
        last = (last + PRIME_STRIDE) % count;
        return last;
    }
}
