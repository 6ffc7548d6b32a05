package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.TimerArm;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Agrona's wheel, polled by an agent on a thread of its own, which backs off while there is nothing to do: it spins, then
 * yields, then sleeps for a millisecond at most. The wheel has numbers for timers; which call is meant, a map of Agrona's
 * knows. A timer looks for a free place in its tick from the first one on, so many in the same tick get slow.
 */
public final class AgronaWheel implements TimerArm {

    /** As short as Heddle's. */
    private static final long TICK_NANOS = 1 << 13;

    private static final int TICKS = 1 << 14;

    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Wheel wheel = new Wheel();
    private final AgentRunner runner =
            new AgentRunner(new BackoffIdleStrategy(), Throwable::printStackTrace, null, wheel);

    /** Starts the agent. */
    public AgronaWheel() {
        AgentRunner.startOnThread(runner);
    }

    @Override
    public String description() {
        return "Agrona's DeadlineTimerWheel of " + TICKS
                + " ticks of 2^13 ns, which an agent with a BackoffIdleStrategy polls;"
                + " calls are in a Long2ObjectHashMap. Calls within one tick run in no order.";
    }

    /** Found when the agent looks next, which is within a millisecond. */
    @Override
    public void post(Runnable work) {
        posted.add(work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        wheel.schedule(delayNanos, call);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        Posted posted = new Posted();
        post(() -> posted.timer = wheel.schedule(delayNanos, call));
        return cancelled -> post(() -> {
            if (wheel.cancel(posted.timer)) {
                cancelled.run();
            }
        });
    }

    /** A timer that another thread has asked for. Confined to the agent's thread. */
    private static final class Posted {

        private long timer;
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new WheelChurn(outstanding).begun();
    }

    @Override
    public void close() {
        runner.close();
    }

    /** Confined to the agent's thread. */
    private final class Wheel implements Agent, DeadlineTimerWheel.TimerHandler {

        private final DeadlineTimerWheel timers =
                new DeadlineTimerWheel(TimeUnit.NANOSECONDS, System.nanoTime(), TICK_NANOS, TICKS);
        private final Long2ObjectHashMap<Runnable> calls = new Long2ObjectHashMap<>();

        @Override
        public String roleName() {
            return "agrona wheel";
        }

        /** A poll is of one tick, so there are as many as ticks have passed. */
        @Override
        public int doWork() {
            int done = 0;
            for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
                work.run();
                done++;
            }
            long nowNanos = System.nanoTime();
            do {
                done += timers.poll(nowNanos, this, Integer.MAX_VALUE);
            } while (timers.currentTickTime() <= nowNanos);
            return done;
        }

        @Override
        public boolean onTimerExpiry(TimeUnit unit, long nowNanos, long timer) {
            calls.remove(timer).run();
            return true;
        }

        private long schedule(long delayNanos, Runnable call) {
            long timer = timers.scheduleTimer(System.nanoTime() + delayNanos);
            calls.put(timer, call);
            return timer;
        }

        private boolean cancel(long timer) {
            return timers.cancelTimer(timer) && calls.remove(timer) != null;
        }

        private boolean isInPlace(long timer, long dueNanos) {
            long deadlineNanos = timers.deadline(timer);
            return deadlineNanos != DeadlineTimerWheel.NULL_DEADLINE && deadlineNanos - dueNanos >= 0;
        }
    }

    private final class WheelChurn extends LoopChurn {

        private final long[] outstanding;

        WheelChurn(int outstanding) {
            super(AgronaWheel.this, outstanding);
            this.outstanding = new long[outstanding];
        }

        @Override
        void schedule(int victim) {
            outstanding[victim] = wheel.schedule(HOUR_NANOS, call);
        }

        @Override
        boolean cancel(int victim) {
            return wheel.cancel(outstanding[victim]);
        }

        @Override
        boolean isInPlace(int victim, long dueNanos) {
            return wheel.isInPlace(outstanding[victim], dueNanos);
        }
    }
}
