package dev.heddle.core;

import dev.heddle.AlreadyCalledException;
import dev.heddle.AlreadyCancelledException;
import dev.heddle.DelayedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that the {@link TimingWheel} will make. Six fields, 40 bytes: a million of them are to be cheap. */
final class TimedCall implements DelayedCall, Runnable, Comparable<TimedCall> {

    private static final Runnable CALLED = () -> {};
    private static final Runnable CANCELLED = () -> {};

    private final TimingWheel wheel;

    /** What to call, or, when that is settled, {@link #CALLED} or {@link #CANCELLED}. */
    private Runnable function;

    /** When to call it, in nanoseconds since the wheel was made. */
    long deadlineNanos;

    /** Counts schedulings, and decides between equal deadlines. Wraps round, so it is compared by subtraction. */
    int sequence;

    /** The list that it is in; null when it is in none. */
    @Nullable
    CallList list;

    /** Its place there. */
    int index;

    TimedCall(TimingWheel wheel, Runnable function) {
        this.wheel = wheel;
        this.function = function;
    }

    @Override
    public void run() {
        Runnable due = function;
        function = CALLED;
        due.run();
    }

    Class<?> functionType() {
        return function.getClass();
    }

    @Override
    public void cancel() {
        boolean taken = wheel.admit("DelayedCall.cancel");
        try {
            requireActive();
            function = CANCELLED;
            unlink();
        } finally {
            wheel.dismiss(taken);
        }
    }

    @Override
    public void reset(Duration delay) {
        boolean taken = wheel.admit("DelayedCall.reset");
        try {
            requireActive();
            wheel.reschedule(this, wheel.deadlineAfter(delay));
        } finally {
            wheel.dismiss(taken);
        }
    }

    @Override
    public void delay(Duration extra) {
        boolean taken = wheel.admit("DelayedCall.delay");
        try {
            requireActive();
            wheel.reschedule(this, Math.max(0, TimingWheel.sum(deadlineNanos, extra)));
        } finally {
            wheel.dismiss(taken);
        }
    }

    @Override
    public long deadlineNanos() {
        boolean taken = wheel.admit("DelayedCall.deadlineNanos");
        try {
            return wheel.clockReading(deadlineNanos);
        } finally {
            wheel.dismiss(taken);
        }
    }

    @Override
    public boolean isActive() {
        boolean taken = wheel.admit("DelayedCall.isActive");
        try {
            return function != CALLED && function != CANCELLED;
        } finally {
            wheel.dismiss(taken);
        }
    }

    /** Leaves the list that it is in. */
    void unlink() {
        if (list != null) {
            list.remove(this);
        }
    }

    private void requireActive() {
        if (function == CALLED) {
            throw new AlreadyCalledException("the call has been made: it can no longer be moved or cancelled");
        }
        if (function == CANCELLED) {
            throw new AlreadyCancelledException("the call was cancelled: it can no longer be moved or cancelled");
        }
    }

    /** By deadline; of equal deadlines, by last scheduling (T3). */
    @Override
    public int compareTo(TimedCall other) {
        return deadlineNanos != other.deadlineNanos
                ? Long.compare(deadlineNanos, other.deadlineNanos)
                : sequence - other.sequence;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "timed call of " + function;
    }
}
