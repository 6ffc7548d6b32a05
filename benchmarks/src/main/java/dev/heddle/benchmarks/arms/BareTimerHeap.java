package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TimerArm;

/** A 4-ary heap of timers on a thread that sleeps until the next is due: a loop with nothing but timers. */
@Plays(value = Role.LIMIT, from = Size.FULL)
public final class BareTimerHeap implements TimerArm {

    /** Confined to the loop. */
    private final TimerHeap timers = new TimerHeap();

    private final TimerThread loop = new TimerThread("bare timer heap", timers);

    /** Starts the loop. */
    public BareTimerHeap() {}

    @Override
    public String description() {
        return "A 4-ary heap of timers on a thread of its own, without a selector: no framework, and nothing but"
                + " timers.";
    }

    @Override
    public void post(Runnable work) {
        loop.post(work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timers.add(new TimerNode(System.nanoTime() + delayNanos, call));
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        return timers.addThrough(this, delayNanos, call);
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new HeapChurn(this, timers, outstanding).begun();
    }

    @Override
    public void close() {
        loop.close();
    }
}
