package dev.heddle.benchmarks;

import dev.heddle.Reactor;

/** An arm that runs programs written for Heddle: a backend, or a control. */
public interface ReactorsArm extends Arm {

    /** Another reactor, which runs. Whoever asks for it closes it. */
    Reactor openReactor();

    /** Has the work done; returns when it was. */
    default void run(UserWorkload.Work work, int operations) throws Exception {
        work.run(operations);
    }
}
