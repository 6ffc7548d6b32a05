package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.workloads.SingleTimer;
import dev.heddle.benchmarks.workloads.Timers;

/** An arm for tests, which is in no list of arms, and takes part in little. */
@StaysOut(of = SingleTimer.class, because = "it is shy")
@StaysOut(of = Timers.class, where = "outstanding", above = 1_000, because = "these are too many")
@StaysOut(of = Timers.class, where = "outstanding", below = 100, because = "these are too few")
public final class ShyTimer implements TimerArm {

    /** It is never asked to do anything. */
    public ShyTimer() {}

    @Override
    public String description() {
        return "Shy.";
    }

    @Override
    public void post(Runnable work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Churn openChurn(int outstanding) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
