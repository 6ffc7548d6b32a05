package dev.heddle.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The body of a task: a step that it takes so often, and the wait for the last of them. */
public final class RepeatedStep implements Callable<Integer> {

    private final Callable<Integer> step;
    private final int times;
    private final AtomicInteger taken = new AtomicInteger();
    private final Completion completion = new Completion();

    /** A body that calls {@code step} {@code times}; each time it is to give one. */
    public RepeatedStep(int times, Callable<Integer> step) {
        this.times = times;
        this.step = step;
    }

    /** Takes all steps, and returns how many that were. */
    @Override
    public Integer call() {
        try {
            while (taken.get() < times) {
                taken.getAndAdd(step.call());
            }
            completion.done();
        } catch (Exception failed) {
            completion.fail(failed);
        }
        return taken.get();
    }

    /**
     * Waits for the last step. By another thread than the task's.
     *
     * @throws IllegalStateException if a step failed, gave something else, or did not end within a minute
     */
    public void await() {
        completion.await(() -> taken + " of " + times + " steps");
        Completion.check("steps of the task", times, taken.get());
    }
}
