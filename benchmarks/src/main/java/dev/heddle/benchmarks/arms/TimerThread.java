package dev.heddle.benchmarks.arms;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A loop with nothing but timers: a thread that sleeps until the next one is due, or something is posted. */
final class TimerThread {

    private final Timers timers;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean running = true;

    /** Whether the thread may be about to sleep; only then it has to be woken for what is posted. */
    private volatile boolean waits;

    /** Starts the thread, which all but this has the timers to itself from now on. */
    TimerThread(String name, Timers timers) {
        this.timers = timers;
        thread = Thread.ofPlatform().name(name).start(this::loop);
    }

    /** Confined to the thread. */
    interface Timers {

        /** How long it is until one may be due: zero or less if now, and the most that there is if there are none. */
        long nanosToNext();

        /** Runs those whose deadline has come. */
        void runDue(long nowNanos);
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

    /** What is posted before this says that it waits is looked for then; what comes later leaves a permit. */
    private void sleep() {
        long waitNanos = timers.nanosToNext();
        if (waitNanos <= 0) {
            return;
        }
        waits = true;
        if (posted.isEmpty()) {
            LockSupport.parkNanos(this, waitNanos);
        }
        waits = false;
    }

    /** May be called from any thread. */
    void post(Runnable work) {
        posted.add(work);
        if (waits) {
            LockSupport.unpark(thread);
        }
    }

    void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
