package dev.heddle.core;

import dev.heddle.MonotonicClock;
import java.time.Duration;

/**
 * Tells of turns that take too long, each once, while they do: on which thread they are, and where (R10).
 *
 * <p>It looks at the baton every so often. Whoever has it counts when it is taken and at the end of each turn. So where
 * the count is the same as in an earlier look, and somebody has the baton, one turn has lasted for all the time in
 * between. That count is all that a turn pays, and the time is real time, whatever the reactor's clock says.
 */
final class SlowTurns {

    private static final int LOOKS_PER_LIMIT = 4;

    private final Baton baton;
    private final Duration limit;
    private final MonotonicClock clock;

    /** The baton's count at the last look. */
    private long lastStep = -1;

    /** Since when it has been that. */
    private long sinceNanos;

    private boolean told;

    SlowTurns(Baton baton, Duration limit, MonotonicClock clock) {
        this.baton = baton;
        this.limit = limit;
        this.clock = clock;
    }

    /** Has a thread of {@code turns} look until the end of the run. */
    static void watch(Turns turns, Duration limit) {
        SlowTurns slow = new SlowTurns(turns.baton, limit, MonotonicClock.system());
        turns.threads.repeat("heddle-slow-turns", limit.dividedBy(LOOKS_PER_LIMIT), slow::look);
    }

    void look() {
        long step = baton.steps();
        Thread holder = baton.holder();
        if (holder == null || step != lastStep) {
            lastStep = step;
            sinceNanos = clock.nanoTime();
            told = false;
        } else if (!told && clock.nanoTime() - sinceNanos >= limit.toNanos()) {
            told = tell(holder);
        }
    }

    /** Tells where {@code holder} is; false if it has just left the turn. */
    private boolean tell(Thread holder) {
        Throwable place = new Throwable("it is here");
        place.setStackTrace(holder.getStackTrace());
        if (baton.steps() != lastStep) {
            return false;
        }
        Log.warning("a turn has taken more than " + limit + " on " + holder + ", and keeps all others waiting", place);
        return true;
    }
}
