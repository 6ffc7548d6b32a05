package dev.heddle.benchmarks;

/** An arm that runs what others give it. */
public interface LoopArm extends Arm {

    /**
     * Runs {@code work} where the arm's own calls and events run: on its loop, or, if it has none, on a thread of its
     * own kind. May be called from any thread, and returns at once.
     */
    void post(Runnable work);
}
