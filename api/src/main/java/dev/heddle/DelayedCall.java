package dev.heddle;

import java.time.Duration;

/**
 * A call that a reactor will make. It can be moved and cancelled until it runs, also by another call that is due at the
 * same instant (T5, T6).
 *
 * <p>Every method needs the baton once the reactor runs, and throws {@link WrongThreadException} without it.
 */
public interface DelayedCall {

    /**
     * Sees to it that the call is never made, and lets go of its function.
     *
     * @throws AlreadyCalledException inside the call and after it
     * @throws AlreadyCancelledException if it was cancelled before
     */
    void cancel();

    /**
     * Schedules the call anew: {@code delay} from now.
     *
     * @param delay zero or more
     * @throws IllegalArgumentException if the delay is negative
     * @throws AlreadyCalledException inside the call and after it
     * @throws AlreadyCancelledException if it was cancelled
     */
    void reset(Duration delay);

    /**
     * Schedules the call anew: {@code extra} after the time for which it is scheduled now.
     *
     * @param extra may be negative, which brings the call nearer
     * @throws AlreadyCalledException inside the call and after it
     * @throws AlreadyCancelledException if it was cancelled
     */
    void delay(Duration extra);

    /** The reading of {@link ReactorTime#nanoTime} at or after which the call is made. */
    long deadlineNanos();

    /** Whether the call is still to be made. */
    boolean isActive();
}
