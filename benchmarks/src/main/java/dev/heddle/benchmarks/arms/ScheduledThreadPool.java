package dev.heddle.benchmarks.arms;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The JDK's own timed calls. */
public final class ScheduledThreadPool extends ExecutorArm {

    private final ScheduledThreadPoolExecutor executor;

    /** Starts the thread with the first call. */
    public ScheduledThreadPool() {
        this(new ScheduledThreadPoolExecutor(1));
    }

    private ScheduledThreadPool(ScheduledThreadPoolExecutor executor) {
        super(executor);
        this.executor = executor;
        executor.setRemoveOnCancelPolicy(true); // otherwise each cancelled call is kept for an hour
    }

    @Override
    public String description() {
        return "The JDK's ScheduledThreadPoolExecutor with one thread; cancelled calls are removed at once.";
    }

    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
