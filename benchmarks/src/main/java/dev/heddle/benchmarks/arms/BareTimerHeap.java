package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.TimerArm;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A 4-ary heap of timers on a thread that sleeps until the next is due: a loop with nothing but timers. */
@Plays(Role.LIMIT)
public final class BareTimerHeap implements TimerArm {

    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean running = true;

    /** Confined to the loop. */
    private final TimerHeap timers = new TimerHeap();

    /** Starts the loop. */
    public BareTimerHeap() {
        thread = Thread.ofPlatform().name("bare timer heap").start(this::loop);
    }

    @Override
    public String description() {
        return "A 4-ary heap of timers on a thread of its own, without a selector: no framework, and nothing but"
                + " timers.";
    }

    private void loop() {
        while (running) {
            for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
                work.run();
            }
            timers.runDue(System.nanoTime());
            sleep();
        }
    }

    /** Not at all if something was posted meanwhile: that has left a permit. */
    private void sleep() {
        if (timers.size == 0) {
            LockSupport.park(this);
        } else {
            long waitNanos = timers.nodes[0].deadlineNanos - System.nanoTime();
            if (waitNanos > 0) {
                LockSupport.parkNanos(this, waitNanos);
            }
        }
    }

    @Override
    public void post(Runnable work) {
        posted.add(work);
        LockSupport.unpark(thread);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timers.add(new TimerNode(System.nanoTime() + delayNanos, call));
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        TimerNode timer = new TimerNode(System.nanoTime() + delayNanos, call);
        post(() -> timers.add(timer));
        return cancelled -> post(() -> {
            timers.remove(timer);
            cancelled.run();
        });
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new HeapChurn(this, timers, outstanding).begun();
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
