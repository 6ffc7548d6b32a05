package dev.heddle.benchmarks;

/**
 * An arm that has <em>futures</em>: results that come later, and callbacks that get them. All of it happens in the thread
 * that calls, which is the only one; nothing waits.
 */
public interface FutureArm extends Arm {

    /**
     * Makes a future, adds {@code callbacks} to it, and brings it 0. Each callback gives the next one more than it got.
     *
     * @return what the last of them gave: as many as there are
     */
    int addAndFire(int callbacks);

    /** The same, in the other order: there is a result before there are callbacks. */
    int fireAndAdd(int callbacks);

    /**
     * Makes a future, and {@code depth} others, each of which has its result and a callback that returns the one made
     * before it, and brings {@code value} to the first.
     *
     * @return what the last of them gives
     */
    int nest(int depth, int value);

    /**
     * Makes {@code count} futures and one that collects their results, and brings each of them one.
     *
     * @return how many results the one collected
     */
    int gather(int count);
}
