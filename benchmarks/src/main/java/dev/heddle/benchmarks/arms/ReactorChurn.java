package dev.heddle.benchmarks.arms;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.Victims;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Timed calls of a reactor that are cancelled or moved. A batch runs inside one turn. */
final class ReactorChurn implements TimerArm.Churn {

    private static final Duration DELAY = Duration.ofNanos(TimerArm.HOUR_NANOS);

    private final Reactor reactor;

    /** Confined to turns, as are the fields below. */
    private final DelayedCall[] outstanding;

    private final Victims victims;
    private int ran;

    /** Every call is due an hour after this, or later. */
    private long scheduledNanos;

    ReactorChurn(Reactor reactor, int outstanding) {
        this.reactor = reactor;
        this.outstanding = new DelayedCall[outstanding];
        victims = new Victims(outstanding);
        batch(outstanding, this::schedule);
    }

    @Override
    public void cancelAndSchedule(int operations) {
        batch(operations, victim -> {
            outstanding[victim].cancel();
            schedule(victim);
        });
    }

    @Override
    public void reset(int operations) {
        batch(operations, victim -> outstanding[victim].reset(DELAY));
    }

    private void schedule(int victim) {
        outstanding[victim] = reactor.callLater(DELAY, this::countRun);
    }

    private void countRun() {
        ran++;
    }

    private void batch(int operations, IntConsumer operation) {
        inTurn(operations + " operations", () -> {
            if (operations >= outstanding.length) {
                scheduledNanos = reactor.nanoTime();
            }
            for (int done = 0; done < operations; done++) {
                operation.accept(victims.next());
            }
        });
    }

    @Override
    public void close() {
        inTurn("the check of all calls", () -> {
            Completion.check("calls that ran an hour early", 0, ran);
            for (DelayedCall call : outstanding) {
                checkPlace(call);
                call.cancel();
            }
        });
    }

    private void checkPlace(DelayedCall call) {
        if (!call.isActive()) {
            throw new IllegalStateException("a call was lost: " + call);
        }
        if (call.deadlineNanos() - scheduledNanos < DELAY.toNanos()) {
            throw new IllegalStateException("a call is due too early: " + call);
        }
    }

    private void inTurn(String what, Runnable work) {
        Completion completion = new Completion();
        reactor.callFromThread(() -> {
            completion.guard(work);
            completion.done();
        });
        completion.await(() -> "less than " + what);
    }
}
