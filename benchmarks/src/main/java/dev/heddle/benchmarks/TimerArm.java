package dev.heddle.benchmarks;

import java.util.concurrent.TimeUnit;

/** An arm that has timed calls. */
public interface TimerArm extends LoopArm {

    /** When calls are due that are never to run. */
    long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Runs {@code call} once so much time has passed. Only for work that was posted, and for timed calls. */
    void callLater(long delayNanos, Runnable call);

    /**
     * Runs {@code call} once so much time has passed. May be called from any thread, and does it in the way that the arm has
     * for that.
     */
    Scheduled callLaterFromThread(long delayNanos, Runnable call);

    /**
     * Schedules {@code outstanding} timed calls that are due at once, and, when the last of them has run, as many
     * again, until {@code calls} have run. Waits for that.
     *
     * <p>As it stands it is for arms that run one call at a time.
     */
    default void fire(int outstanding, int calls) {
        new Waves(this, outstanding, calls).run();
    }

    /** Schedules {@code outstanding} timed calls that are due in an hour. */
    Churn openChurn(int outstanding);

    /** A timed call that was scheduled from a thread. */
    interface Scheduled {

        /**
         * Has the call never run. May be called from any thread, long before the call is due.
         *
         * @param cancelled is run when the call cannot run any more, by the arm, or before this returns. What an arm puts off
         *     beyond that is done before work that is posted later
         */
        void cancel(Runnable cancelled);
    }

    /**
     * Timed calls that are cancelled or moved long before they are due. Used by one thread, which is not the arm's own:
     * each method hands over one batch, and waits until all of it was processed.
     */
    interface Churn {

        /** Times {@code operations}: cancels one of the calls and schedules another instead, due in an hour. */
        void cancelAndSchedule(int operations);

        /** Times {@code operations}: moves one of the calls, to an hour from now. */
        void reset(int operations);

        /**
         * Cancels all calls.
         *
         * @throws IllegalStateException if one of them has run, was lost, or is not where it was moved to
         */
        void close();
    }
}
