package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.TimerArm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timed call that is a sleeping virtual thread, which may be interrupted. */
final class SleepingCall implements TimerArm.Scheduled, Runnable {

    private final Thread thread = Thread.ofVirtual().unstarted(this);
    private final long deadlineNanos;
    private final Runnable call;
    private volatile @Nullable Runnable cancelled;

    private SleepingCall(long deadlineNanos, Runnable call) {
        this.deadlineNanos = deadlineNanos;
        this.call = call;
    }

    /** A thread may start late, so the time to wake up is told beforehand. */
    static SleepingCall start(long deadlineNanos, Runnable call) {
        SleepingCall sleeping = new SleepingCall(deadlineNanos, call);
        sleeping.thread.start();
        return sleeping;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(Duration.ofNanos(deadlineNanos - System.nanoTime()));
        } catch (InterruptedException woken) {
            Runnable told = cancelled;
            if (told != null) {
                told.run();
            }
            return;
        }
        call.run();
    }

    @Override
    public void cancel(Runnable whenCancelled) {
        cancelled = whenCancelled;
        thread.interrupt();
    }
}
