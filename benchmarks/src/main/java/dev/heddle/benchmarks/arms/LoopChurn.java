package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.Victims;
import java.util.function.IntConsumer;

/** Timed calls that are cancelled or moved, by work that is posted to an arm. All of this happens on the arm's own thread. */
abstract class LoopChurn implements TimerArm.Churn {

    /** All calls are this one. */
    final Runnable call = this::countRun;

    private final LoopArm loop;
    private final int outstanding;
    private final Victims victims;
    private int ran;

    /** Every call is due an hour after this, or later. */
    private long scheduledNanos;

    LoopChurn(LoopArm loop, int outstanding) {
        this.loop = loop;
        this.outstanding = outstanding;
        victims = new Victims(outstanding);
    }

    /** Schedules all of them, and waits for that. */
    final TimerArm.Churn begun() {
        batch(outstanding, this::schedule);
        return this;
    }

    private void countRun() {
        ran++;
    }

    /** Schedules {@link #call}, due in an hour, as this one of them. */
    abstract void schedule(int victim);

    /** Whether it was outstanding, and is not now. */
    abstract boolean cancel(int victim);

    /** Has it run an hour from now. Where that cannot be asked for, another takes its place. */
    void move(int victim) {
        cancel(victim);
        schedule(victim);
    }

    /** Whether it is outstanding, and will not run before {@code dueNanos}, as far as that can be known. */
    abstract boolean isInPlace(int victim, long dueNanos);

    /** Runs {@code done} when the arm has processed all that it was asked for. */
    void whenProcessed(Runnable done) {
        done.run();
    }

    @Override
    public final void cancelAndSchedule(int operations) {
        batch(operations, victim -> {
            cancel(victim);
            schedule(victim);
        });
    }

    @Override
    public final void reset(int operations) {
        batch(operations, this::move);
    }

    private void batch(int operations, IntConsumer operation) {
        inLoop(operations + " operations", () -> {
            if (operations >= outstanding) {
                scheduledNanos = System.nanoTime();
            }
            for (int done = 0; done < operations; done++) {
                operation.accept(victims.next());
            }
        });
    }

    @Override
    public final void close() {
        inLoop("the check of all calls", () -> {
            Completion.check("calls that ran an hour early", 0, ran);
            for (int victim = 0; victim < outstanding; victim++) {
                if (!isInPlace(victim, scheduledNanos + TimerArm.HOUR_NANOS) || !cancel(victim)) {
                    throw new IllegalStateException("call " + victim + " was lost, or is due too early");
                }
            }
        });
    }

    private void inLoop(String what, Runnable work) {
        Completion completion = new Completion();
        loop.post(() -> {
            completion.guard(work);
            whenProcessed(completion::done);
        });
        completion.await(() -> "less than " + what);
    }
}
