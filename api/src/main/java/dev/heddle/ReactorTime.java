package dev.heddle;

import java.time.Duration;

/** Timed calls. */
public interface ReactorTime {

    /** The reading of the reactor's clock, in nanoseconds since an origin of its own. May be called from any thread. */
    long nanoTime();

    /**
     * Runs {@code function} in a turn of its own once {@code delay} has passed since now: perhaps later, never earlier
     * (T4), and never inside the present turn, also if the delay is zero (T2).
     *
     * <p>Of the calls that are due together each runs in the order of its deadline and, for equal deadlines, of its
     * last scheduling (T3). An exception that the function throws is logged and stops nothing (T7).
     *
     * @param delay zero or more; what is longer than the clock can count is as good as never
     * @return what cancels or moves the call
     * @throws IllegalArgumentException if the delay is negative
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    DelayedCall callLater(Duration delay, Runnable function);
}
