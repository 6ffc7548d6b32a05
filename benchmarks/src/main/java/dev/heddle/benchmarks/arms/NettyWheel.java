package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.workloads.HandOver;
import dev.heddle.benchmarks.workloads.SingleTimer;
import dev.heddle.benchmarks.workloads.Timers;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Netty's hashed wheel, which has a thread of its own and ticks all the time. What is scheduled or cancelled goes through a
 * queue to that thread, and is put into the wheel, or taken out, at its next tick; so a call without delay waits for that,
 * and one call at a time is a tick each.
 */
@Plays(value = Role.PEER, from = Size.FULL)
@StaysOut(
        of = SingleTimer.class,
        because = "a call waits for the next tick, so 1 ms would be measured each time, which says nothing about its"
                + " cost, and would take minutes")
@StaysOut(
        of = Timers.class,
        where = "outstanding",
        below = 10_000,
        because = "all wait for the next tick, so 1 ms would be measured each time, which hides what so few calls cost")
@StaysOut(
        of = HandOver.class,
        because = "calls wait for the next tick, so the length of a tick would be measured, and not what a call costs")
public final class NettyWheel implements TimerArm {

    private static final int TICK_MILLIS = 1;

    /** For up to a million outstanding calls: each tick goes through all calls that share its place. */
    private static final int TICKS = 1 << 16;

    private final HashedWheelTimer timer = new HashedWheelTimer(
            new DefaultThreadFactory("netty wheel", true), TICK_MILLIS, TimeUnit.MILLISECONDS, TICKS);

    /** Starts the thread with the first call. */
    public NettyWheel() {}

    @Override
    public String description() {
        return NettyArm.version() + "'s HashedWheelTimer of " + TICKS + " ticks of " + TICK_MILLIS
                + " ms, on its own thread: the shortest tick there is. It ticks when there is nothing to do, too.";
    }

    /** At the next tick, in the order in which it was posted. */
    @Override
    public void post(Runnable work) {
        callLater(0, work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timer.newTimeout(expired -> call.run(), delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        Timeout timeout = timer.newTimeout(expired -> call.run(), delayNanos, TimeUnit.NANOSECONDS);
        return cancelled -> {
            if (timeout.cancel()) {
                cancelled.run();
            }
        };
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new TimeoutChurn(outstanding).begun();
    }

    @Override
    public void close() {
        timer.stop();
    }

    private final class TimeoutChurn extends LoopChurn {

        private final Timeout[] outstanding;
        private final TimerTask task = expired -> call.run();

        TimeoutChurn(int outstanding) {
            super(NettyWheel.this, outstanding);
            this.outstanding = new Timeout[outstanding];
        }

        @Override
        void schedule(int victim) {
            outstanding[victim] = timer.newTimeout(task, HOUR_NANOS, TimeUnit.NANOSECONDS);
        }

        @Override
        boolean cancel(int victim) {
            return outstanding[victim].cancel();
        }

        /** A timeout does not tell when it is due. */
        @Override
        boolean isInPlace(int victim, long dueNanos) {
            return !outstanding[victim].isExpired() && !outstanding[victim].isCancelled();
        }

        /** The queue is taken in order, so when this runs, all that came before is in the wheel or out of it. */
        @Override
        void whenProcessed(Runnable done) {
            post(done);
        }
    }
}
