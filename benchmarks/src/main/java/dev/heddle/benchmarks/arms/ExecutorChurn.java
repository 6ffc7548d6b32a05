package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.Victims;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Scheduled calls that are cancelled. An executor cannot move one: it is cancelled, and scheduled anew. A batch runs on
 * the executor's own thread.
 */
final class ExecutorChurn implements TimerArm.Churn {

    private final ScheduledExecutorService executor;

    /** Confined to the executor's thread, as are the fields below. */
    private final ScheduledFuture<?>[] outstanding;

    private final Victims victims;
    private int ran;

    /** Every call is due an hour after this, or later. */
    private long scheduledNanos;

    ExecutorChurn(ScheduledExecutorService executor, int outstanding) {
        this.executor = executor;
        this.outstanding = new ScheduledFuture<?>[outstanding];
        victims = new Victims(outstanding);
        batch(outstanding, this::schedule);
    }

    @Override
    public void cancelAndSchedule(int operations) {
        batch(operations, victim -> {
            outstanding[victim].cancel(false);
            schedule(victim);
        });
    }

    @Override
    public void reset(int operations) {
        cancelAndSchedule(operations);
    }

    private void schedule(int victim) {
        outstanding[victim] = executor.schedule(this::countRun, TimerArm.HOUR_NANOS, TimeUnit.NANOSECONDS);
    }

    private void countRun() {
        ran++;
    }

    private void batch(int operations, IntConsumer operation) {
        onThread(operations + " operations", () -> {
            if (operations >= outstanding.length) {
                scheduledNanos = System.nanoTime();
            }
            for (int done = 0; done < operations; done++) {
                operation.accept(victims.next());
            }
        });
    }

    @Override
    public void close() {
        onThread("the check of all calls", () -> {
            Completion.check("calls that ran an hour early", 0, ran);
            for (ScheduledFuture<?> call : outstanding) {
                checkPlace(call);
                call.cancel(false);
            }
        });
    }

    /** What is left of the delay, and the time that went by since, make an hour at least. */
    private void checkPlace(ScheduledFuture<?> call) {
        long leftNanos = call.getDelay(TimeUnit.NANOSECONDS);
        if (call.isDone() || leftNanos + System.nanoTime() - scheduledNanos < TimerArm.HOUR_NANOS) {
            throw new IllegalStateException("a call was lost, or is due too early: " + call);
        }
    }

    private void onThread(String what, Runnable work) {
        Completion completion = new Completion();
        executor.execute(() -> {
            completion.guard(work);
            completion.done();
        });
        completion.await(() -> "less than " + what);
    }
}
