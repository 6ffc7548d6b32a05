package dev.heddle.benchmarks;

/** An arm that runs <em>tasks</em>: code that waits in the middle of itself, and holds up no other. */
public interface TaskArm extends LoopArm {

    /** Has a task wait for {@code times} results, one after the other, which are there already. Waits for its end. */
    void awaitFired(int times);

    /** The same with results that are not there yet: each is brought by work that the task posts just before. */
    void awaitUnfired(int times);

    /** Has a task split into {@code subtasks}, and go on when all have ended; {@code times}. Waits for its end. */
    void forkAndJoin(int times, int subtasks);
}
