package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Fork;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a fork that hangs. JMH would wait for it for ever: its own limit is for iterations only. */
final class ForkLimit implements AutoCloseable {

    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(4);

    private final Duration longest;
    private final boolean isItsOwn;
    private final AtomicBoolean reached = new AtomicBoolean();
    private final Timer timer = new Timer("fork limit", true);

    /**
     * Begins to count: until the end of all and a little more, but no more than that.
     *
     * @param longest how long a fork may take, if there is time for it
     */
    ForkLimit(long leftNanos, Duration longest) {
        this.longest = longest;
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(leftNanos) + GRACE_MILLIS;
        isItsOwn = longest.toMillis() <= leftMillis;
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                reached.set(true);
                endForks();
            }
        };
        timer.schedule(end, Math.min(leftMillis, longest.toMillis()));
    }

    /** Whether the fork was ended. */
    boolean isReached() {
        return reached.get();
    }

    /**
     * What became of the fork, which has failed.
     *
     * @param other what did if it was not ended
     */
    Fork.Status status(Fork.Status other) {
        if (!isReached()) {
            return other;
        }
        return isItsOwn ? Fork.Status.HUNG : Fork.Status.TIMED_OUT;
    }

    /**
     * Why it failed, in one line.
     *
     * @param other the reason if it was not ended: of one that was ended nothing else is known
     */
    String reason(String other) {
        if (!isReached()) {
            return other;
        }
        return isItsOwn
                ? "did not end within " + longest.toSeconds() + " s, and was ended"
                : "was ended, since the time of the run was over";
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
