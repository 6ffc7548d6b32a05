package dev.heddle.defer;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import java.time.Duration;

/** A clock that stands still and knows one call, which {@link #makeCall} makes, cancelled or not: two may be too late. */
final class OneCall implements ReactorTime, DelayedCall {

    private Runnable function = () -> {};

    void makeCall() {
        function.run();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public DelayedCall callLater(Duration delay, Runnable called) {
        function = called;
        return this;
    }

    @Override
    public void cancel() {}

    @Override
    public void reset(Duration delay) {}

    @Override
    public void delay(Duration extra) {}

    @Override
    public long deadlineNanos() {
        return 0;
    }

    @Override
    public boolean isActive() {
        return true;
    }
}
