package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.TimerArm;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What every {@link ScheduledExecutorService} can do. It must run one call at a time. */
abstract class ExecutorArm implements TimerArm {

    private final ScheduledExecutorService executor;

    ExecutorArm(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public final void post(Runnable work) {
        executor.execute(work);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what is to be measured does not fail, or says so itself
    public final void callLater(long delayNanos, Runnable call) {
        executor.schedule(call, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public final Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        Future<?> scheduled = executor.schedule(call, delayNanos, TimeUnit.NANOSECONDS);
        return cancelled -> {
            if (scheduled.cancel(false)) {
                cancelled.run();
            }
        };
    }

    @Override
    public final Churn openChurn(int outstanding) {
        return new ExecutorChurn(executor, outstanding);
    }
}
