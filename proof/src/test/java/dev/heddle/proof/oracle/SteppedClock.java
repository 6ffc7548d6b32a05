package dev.heddle.proof.oracle;

import dev.heddle.AlreadyCalledException;
import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that moves when it is told to, and makes the calls that are due then, as Twisted's {@code task.Clock} does. */
public final class SteppedClock implements ReactorTime {

    private final List<Call> calls = new ArrayList<>();
    private long nowNanos;

    /** A clock at zero. */
    public SteppedClock() {}

    /** Whether no call is to be made. */
    public boolean isIdle() {
        return calls.isEmpty();
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public DelayedCall callLater(Duration delay, Runnable function) {
        Call call = new Call(nowNanos + delay.toNanos(), function);
        calls.add(call);
        return call;
    }

    /** Lets so much time go by, and makes the calls that are due then. */
    public void advance(Duration duration) {
        nowNanos += duration.toNanos();
        while (true) {
            calls.sort(Comparator.comparingLong(Call::deadlineNanos)); // stable: of equal ones the first scheduled
            if (calls.isEmpty() || calls.getFirst().deadlineNanos() > nowNanos) {
                return;
            }
            calls.removeFirst().function.run();
        }
    }

    private final class Call implements DelayedCall {
        private final Runnable function;
        private long deadlineNanos;

        Call(long deadlineNanos, Runnable function) {
            this.deadlineNanos = deadlineNanos;
            this.function = function;
        }

        @Override
        public void cancel() {
            requireActive();
            calls.remove(this);
        }

        @Override
        public void reset(Duration delay) {
            requireActive();
            deadlineNanos = nowNanos + delay.toNanos();
        }

        @Override
        public void delay(Duration extra) {
            requireActive();
            deadlineNanos += extra.toNanos();
        }

        private void requireActive() {
            if (!isActive()) {
                throw new AlreadyCalledException("the call was made or cancelled");
            }
        }

        @Override
        public long deadlineNanos() {
            return deadlineNanos;
        }

        @Override
        public boolean isActive() {
            return calls.contains(this);
        }
    }
}
