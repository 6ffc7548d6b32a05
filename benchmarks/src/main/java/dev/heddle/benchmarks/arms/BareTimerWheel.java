package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TimerArm;

/** A hashed wheel of timers on a thread that sleeps until the next is due: what one would write by hand for many of them. */
@Plays(value = Role.LIMIT, from = Size.SMOKE)
public final class BareTimerWheel implements TimerArm {

    /** Confined to the loop. */
    private final TimerWheel timers = new TimerWheel();

    private final TimerThread loop = new TimerThread("bare timer wheel", timers);

    /** Starts the loop. */
    public BareTimerWheel() {}

    @Override
    public String description() {
        return "A hashed wheel of timers on a thread of its own, with ticks of 2^13 ns, as Heddle's, but without an"
                + " order within a tick, and without a selector: no framework, and nothing but timers.";
    }

    @Override
    public void post(Runnable work) {
        loop.post(work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timers.add(new TimerLink(timers.deadlineAfter(delayNanos), call));
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        TimerLink timer = new TimerLink(timers.deadlineAfter(delayNanos), call);
        post(() -> timers.add(timer));
        return cancelled -> post(() -> {
            timer.unlink();
            cancelled.run();
        });
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new LinkChurn(outstanding).begun();
    }

    @Override
    public void close() {
        loop.close();
    }

    private final class LinkChurn extends LoopChurn {

        private final TimerLink[] outstanding;

        LinkChurn(int outstanding) {
            super(BareTimerWheel.this, outstanding);
            this.outstanding = new TimerLink[outstanding];
        }

        @Override
        void schedule(int victim) {
            outstanding[victim] = new TimerLink(timers.deadlineAfter(HOUR_NANOS), call);
            timers.add(outstanding[victim]);
        }

        @Override
        boolean cancel(int victim) {
            boolean isThere = outstanding[victim].isLinked();
            outstanding[victim].unlink();
            return isThere;
        }

        @Override
        void move(int victim) {
            timers.move(outstanding[victim], timers.deadlineAfter(HOUR_NANOS));
        }

        @Override
        boolean isInPlace(int victim, long dueNanos) {
            TimerLink timer = outstanding[victim];
            return timer.isLinked() && timers.clockNanos(timer.deadlineNanos) - dueNanos >= 0;
        }
    }
}
