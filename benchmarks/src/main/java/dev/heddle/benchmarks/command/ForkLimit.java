package dev.heddle.benchmarks.command;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a fork that hangs. JMH would wait for it for ever: its own limit is for iterations only. */
final class ForkLimit implements AutoCloseable {

    private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(2);
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(4);

    private final AtomicBoolean reached = new AtomicBoolean();
    private final Timer timer = new Timer("fork limit", true);

    /** Begins to count: until the end of all and a little more, but two minutes at most. */
    ForkLimit(long leftNanos) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(leftNanos) + GRACE_MILLIS;
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                reached.set(true);
                endForks();
            }
        };
        timer.schedule(end, Math.min(leftMillis, LONGEST_MILLIS));
    }

    /** Whether it was reached. */
    boolean isReached() {
        return reached.get();
    }

    /** Ends every process that this one has started. */
    static void endForks() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
