package dev.heddle.core;

import dev.heddle.MonotonicClock;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What runs next, and when: the turns of one reactor. This class has no thread; whoever holds the baton runs turns with
 * it.
 *
 * <p>There are two ways in for a backend. Its loop calls {@link #turn} and waits as long as that says. A thread that
 * brings an event - on loom, the thread of a connection - makes a <em>visit</em>: {@link #enter}, one or more events,
 * {@link #leave}. Before a visitor lets go of the baton it runs what its events left to do, and wakes the loop only for
 * what comes later than that.
 *
 * <p>Everything here but {@link #start}, {@link #enter}, {@link #turn}, {@link #isOver} and what {@link #threads} gives is
 * called with the baton held.
 */
public final class Turns {

    /** What {@link #turn} returns when the reactor is over. */
    public static final long OVER = -1;

    /** What {@link #turn} returns when there is nothing to wait for but an event. */
    public static final long UNTIL_WOKEN = Long.MAX_VALUE;

    final Baton baton = new Baton();
    final ThreadScope threads = new ThreadScope();
    final Mailbox mailbox = new Mailbox(this::wakeForTask);
    final TimingWheel timers;
    private final Driver driver;

    /** The backend's own driver. */
    private final Driver opened;

    /** Null where they are not checked. */
    private final @Nullable PortRules rules;

    /** Something that decides at the end of a turn what follows from it. */
    interface Settling {
        /** Decides. It was asked for by {@link #settleAtEnd} in the turn that ends. */
        void settle();
    }

    /** Something from the mailbox that brings an event, and so is no turn: whoever tells of the event ends that. */
    interface Visit extends Runnable {}

    /** Who has something to send or to decide at the end of the turn. */
    private final ArrayDeque<Settling> unsettled = new ArrayDeque<>();

    /** The deadline for which the loop wakes by itself; any earlier one needs a {@link Driver#wake}. */
    private long armedNanos = Long.MIN_VALUE;

    /** The first turn of all. */
    private Runnable opening = () -> {};

    /** For recordings. */
    final long number = FlightEvents.nextReactor();

    /** The present turn; null where no recording wants to know. */
    private FlightEvents.@Nullable Turn recorded;

    /** Whether the first pass has begun. Until then everything is kept in the mailbox. */
    private boolean begun;

    private volatile boolean over;

    Turns(MonotonicClock clock, Driver.Opener opener) {
        timers = new TimingWheel(clock, baton);
        opened = opener.open(this);
        rules = PortRules.areChecked() ? new PortRules(baton) : null;
        driver = rules == null ? opened : new CheckedDriver(rules, opened);
    }

    Driver driver() {
        return driver;
    }

    /** The backend's own driver, for another one of the same backend. */
    Driver openedDriver() {
        return opened;
    }

    boolean isOfOneKindWith(Turns other) {
        return other.opened.getClass() == opened.getClass();
    }

    /** A wire of the backend's, held to the rules where they are checked. */
    Wire checked(Wire wire) {
        return rules == null ? wire : new CheckedWire(rules, wire);
    }

    /** The threads of this reactor, all of which end before it has stopped. */
    public ThreadScope threads() {
        return threads;
    }

    /** From now on calls need the baton, and turns may be made. The first of them will be {@code opening}. */
    void start(Runnable opening) {
        baton.take();
        try {
            this.opening = opening;
            baton.start();
        } finally {
            baton.release();
        }
    }

    /** Whether turns are made: not only has the reactor been started, but its loop has begun. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether the reactor has stopped, and there are no more turns. From any thread. */
    public boolean isOver() {
        return over;
    }

    /**
     * Runs, with the baton: what {@code arrivals} brings, then what was given by threads and earlier turns, then the
     * timed calls that are due.
     *
     * @param arrivals calls the events that have happened, none or many
     * @return how many nanoseconds to wait at most before the next call; {@link #OVER} if there is to be none
     */
    public long turn(Runnable arrivals) {
        Thread.interrupted(); // which may have ended the driver's wait, and would end the next one (M7)
        enter();
        try {
            mailbox.stopWaiting();
            armedNanos = Long.MIN_VALUE;
            begin();
            if (!over) {
                arrivals.run();
                mailbox.runSome(this);
                timers.runDue(this);
            }
            return over ? finish() : nanosToWait();
        } finally {
            baton.release();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            run(opening);
        }
    }

    private long nanosToWait() {
        if (!mailbox.startWaiting()) {
            return 0;
        }
        armedNanos = timers.nextNanos();
        if (armedNanos == TimingWheel.NEVER) {
            return UNTIL_WOKEN;
        }
        long waitNanos = armedNanos - timers.nowNanos();
        if (waitNanos > 0) {
            return waitNanos;
        }
        mailbox.stopWaiting();
        return 0;
    }

    /** If the driver's loop broke, refuses what it would never run; nobody must wait for it. */
    void endBroken() {
        if (!over) {
            baton.take();
            try {
                over = true;
                finish();
            } finally {
                baton.release();
            }
        }
    }

    private long finish() {
        mailbox.close(this);
        timers.clear();
        return OVER;
    }

    /** Takes the baton, to bring events. The calling thread must not hold it. */
    public void enter() {
        baton.take();
        recorded = FlightEvents.Turn.beginIfWanted();
    }

    /** Runs what the events of this visit left to do, and lets go of the baton. */
    public void leave() {
        boolean wakeLoop = false;
        try {
            if (!over && begun && hasUrgent()) {
                mailbox.runSome(this);
                timers.runDue(this);
                wakeLoop = over || hasUrgent();
                if (wakeLoop) {
                    armedNanos = Long.MIN_VALUE;
                }
            }
        } finally {
            baton.release();
        }
        if (wakeLoop) {
            wake();
        }
    }

    /**
     * Whether there is something that must not wait for the loop: the loop does not know of it, or it is due and the
     * loop, which has to queue for the baton in a crowd, may be late for it.
     */
    private boolean hasUrgent() {
        long nextNanos = timers.nextNanos();
        return !mailbox.isEmpty()
                || nextNanos < armedNanos
                || (nextNanos != TimingWheel.NEVER && nextNanos <= timers.nowNanos());
    }

    /** A task was given while the loop waits. Who holds the baton runs it, or wakes the loop, before letting go. */
    private void wakeForTask() {
        if (!baton.isHeldByCurrentThread()) {
            wake();
        }
    }

    private void wake() {
        driver.wake();
    }

    /** Runs {@code callback} as one turn, or as a visit. */
    void run(Runnable callback) {
        boolean isTurn = !(callback instanceof Visit);
        if (isTurn && recorded != null) {
            recorded.isFor(callback);
        }
        try {
            callback.run();
        } catch (Throwable thrown) {
            Log.threw(callback, thrown);
        } finally {
            if (isTurn) {
                end(callback);
            }
        }
    }

    /**
     * Ends a turn, in which {@code callee} was called: an interrupt of the application's goes no further (M7), and what
     * was written is sent together.
     */
    void end(Object callee) {
        Thread.interrupted();
        baton.turnEnds();
        if (recorded != null) {
            recorded.reactor = number;
            recorded.isFor(callee);
            recorded.commit();
        }
        while (!unsettled.isEmpty()) {
            unsettled.poll().settle();
        }
        recorded = FlightEvents.Turn.beginIfWanted();
    }

    /** The next turn is the first of the timed calls that are due, and so late. */
    void noteLag(long lateNanos) {
        if (FlightEvents.Lag.isWanted()) {
            FlightEvents.Lag lag = new FlightEvents.Lag();
            lag.reactor = number;
            lag.lateness = lateNanos;
            lag.commit();
        }
    }

    /** Has {@code settling} settle at the end of this turn. */
    void settleAtEnd(Settling settling) {
        unsettled.add(settling);
    }

    /** Has {@code task} run in a later turn. */
    void later(Runnable task) {
        mailbox.giveInTurn(task);
    }

    /** Has {@code task} run in a later turn; false if there are none any more. From any thread. */
    public boolean give(Runnable task) {
        return mailbox.give(task);
    }

    /** Has {@code task} run in a later turn or, where there are none any more, now, with the baton. From any thread. */
    void laterOrAlone(Runnable task) {
        if (!mailbox.give(task)) {
            baton.take();
            try {
                task.run();
            } finally {
                baton.release();
            }
        }
    }

    /** The present turn is the last of the loop's; what was given by then is still run. */
    void setOver() {
        over = true;
    }
}
