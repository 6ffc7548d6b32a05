package dev.heddle.protocols;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls somebody when nothing has happened for a while: for a protocol that gives its peer a limit of time (V3).
 *
 * {@snippet :
 * final Watchdog patience = new Watchdog(reactor, Duration.ofSeconds(30), () -> transport().loseConnection());
 *
 * public void connectionMade() { patience.start(); }
 * public void lineReceived(String line) { patience.reset(); }
 * public void connectionLost(CloseReason reason) { patience.stop(); }
 * }
 *
 * <p>A reset only writes down the time, so it may be made for every byte: one timed call looks at what was written down
 * last, and is scheduled anew for what is left. Methods are called as the clock's are: where that is a reactor that runs, with
 * its baton held.
 */
public final class Watchdog {

    private final ReactorTime clock;
    private final Runnable expired;
    private Duration limit;
    private long startNanos;

    /** Null while it does not watch. */
    private @Nullable DelayedCall look;

    /**
     * A watchdog that does not watch yet.
     *
     * @param limit more than zero
     * @param expired called, once for each start, in a turn of its own, at the earliest when {@code limit} has passed since
     *     the start and since the last reset
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public Watchdog(ReactorTime clock, Duration limit, Runnable expired) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.expired = Objects.requireNonNull(expired, "expired");
        this.limit = Spans.positive("the limit of a watchdog", limit);
    }

    /** Watches from now on, whatever was before. */
    public void start() {
        stop();
        startNanos = clock.nanoTime();
        look = clock.callLater(limit, this::look);
    }

    /** Something has happened: the time begins anew. While it does not watch, this does nothing. */
    public void reset() {
        if (look != null) {
            startNanos = clock.nanoTime();
        }
    }

    /** Ends the watch; without one, does nothing. */
    public void stop() {
        DelayedCall scheduled = look;
        look = null;
        if (scheduled != null && scheduled.isActive()) {
            scheduled.cancel();
        }
    }

    /**
     * Sets another limit, for what is watched now, from its start or last reset, and for what will be.
     *
     * @param limit more than zero
     * @return the limit before
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public Duration setLimit(Duration limit) {
        Duration before = this.limit;
        this.limit = Spans.positive("the limit of a watchdog", limit);
        DelayedCall scheduled = look;
        if (scheduled != null && scheduled.isActive()) {
            scheduled.reset(Duration.ofNanos(Math.max(0, leftNanos())));
        }
        return before;
    }

    /** Whether it watches. */
    public boolean isWatching() {
        return look != null;
    }

    private void look() {
        long leftNanos = leftNanos();
        if (leftNanos > 0) {
            look = clock.callLater(Duration.ofNanos(leftNanos), this::look);
        } else {
            look = null;
            expired.run();
        }
    }

    private long leftNanos() {
        return Spans.nanos(limit) - (clock.nanoTime() - startNanos);
    }
}
