package dev.heddle.task;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.Failure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function that is called again and again, at equal intervals, each time in a turn of its own (L8).
 *
 * {@snippet :
 * LoopingCall beat = LoopingCall.of(reactor, this::sendHeartbeat);
 * beat.start(Duration.ofSeconds(5)).addErrback(this::explain);
 * }
 *
 * <p>Calls are made on a grid: the start, and whole intervals after it. A call that is late does not move those after
 * it, and never do two overlap: where one takes longer than the interval, or its Deferred does, the points of the grid
 * that pass meanwhile are skipped. A {@link #withCount} call is told how many.
 *
 * <p>The Deferred of a start fires with this call when it is stopped, and fails when the function throws or its
 * Deferred fails, which ends the calls. Cancelling it stops the calls, and cancels the Deferred that the present one
 * waits for. After its end a call can be started again.
 *
 * <p>Methods are called as the clock's are: where that is a reactor that runs, with its baton held.
 */
public final class LoopingCall {

    private static final Deferred<@Nullable Void> NOTHING_TO_WAIT_FOR = Deferred.succeed(null);

    private final ReactorTime clock;
    private final Home home;
    private final LongFunction<? extends Deferred<?>> function;

    private boolean running;
    private boolean stopping;
    private long intervalNanos;

    /** Where the grid begins. */
    private long originNanos;

    /** The point of the grid at which the last call was made; before the first call, the one before. */
    private long lastPoint;

    /** Null while a call is made, or waits for its Deferred, or none is to come. */
    private @Nullable DelayedCall next;

    /** What the present call waits for; null if it waits for nothing. */
    private @Nullable Deferred<?> waitedFor;

    /** The Deferred of the last start. Null before the first. */
    private @Nullable Deferred<LoopingCall> end;

    private LoopingCall(ReactorTime clock, LongFunction<? extends Deferred<?>> function) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.function = function;
        home = new Home(clock);
    }

    /** Calls of {@code function}, to be started. */
    public static LoopingCall of(ReactorTime clock, Runnable function) {
        Objects.requireNonNull(function, "function");
        return withCount(clock, count -> function.run());
    }

    /** Calls of {@code function}, to be started, each of which has ended when its Deferred has a result. */
    public static LoopingCall deferring(ReactorTime clock, Callable<? extends Deferred<?>> function) {
        Objects.requireNonNull(function, "function");
        return new LoopingCall(clock, count -> begun(function));
    }

    @SuppressWarnings("unchecked") // nobody looks at the value
    private static Deferred<?> begun(Callable<? extends Deferred<?>> function) {
        return Deferreds.maybe((Callable<? extends Deferred<Object>>) function);
    }

    /**
     * Calls of {@code function}, to be started, which is told how many points of the grid have come since the last call:
     * 1, or more where some were skipped.
     */
    public static LoopingCall withCount(ReactorTime clock, LongConsumer function) {
        Objects.requireNonNull(function, "function");
        return new LoopingCall(clock, count -> {
            try {
                function.accept(count);
                return NOTHING_TO_WAIT_FOR;
            } catch (Throwable thrown) {
                return Deferred.fail(thrown);
            }
        });
    }

    /**
     * Begins, with the first call soon after this turn; the grid begins now.
     *
     * @param interval zero or more; with zero, each call is made in the turns after the one before
     * @return fires when the calls have ended
     * @throws IllegalArgumentException if the interval is negative
     * @throws IllegalStateException if it is running
     */
    public Deferred<LoopingCall> start(Duration interval) {
        return begin(interval, Duration.ZERO, -1);
    }

    /** As {@link #start}, with the first call after one interval. */
    public Deferred<LoopingCall> startLater(Duration interval) {
        return begin(interval, interval, 0);
    }

    private Deferred<LoopingCall> begin(Duration interval, Duration delay, long pointBefore) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("an interval must not be negative: " + interval);
        }
        if (running) {
            throw new IllegalStateException("cannot start: the looping call is running");
        }
        long nowNanos = clock.nanoTime();
        next = clock.callLater(delay, this::call);
        intervalNanos = Home.nanos(interval);
        originNanos = nowNanos;
        lastPoint = pointBefore;
        running = true;
        stopping = false;
        Deferred<LoopingCall> begun = home.owed(self -> giveUp());
        end = begun;
        return begun;
    }

    /**
     * Ends the calls. The Deferred of the start fires at once, or, if a call is being made or waits for its Deferred,
     * when that has ended.
     *
     * @throws IllegalStateException if it is not running
     */
    public void stop() {
        requireRunning("stop");
        boolean waits = cancelNext();
        stopping = true;
        if (waits) {
            finish(this);
        }
    }

    /**
     * Begins the grid anew, now: the next call comes after one interval.
     *
     * @throws IllegalStateException if it is not running
     */
    public void reset() {
        requireRunning("reset");
        long nowNanos = clock.nanoTime();
        if (next != null) {
            next.reset(Duration.ofNanos(intervalNanos));
        }
        originNanos = nowNanos;
        lastPoint = 0;
    }

    /** Whether it was started, and has not ended. */
    public boolean isRunning() {
        return running;
    }

    private void requireRunning(String what) {
        if (!running) {
            throw new IllegalStateException("cannot " + what + ": the looping call is not running");
        }
    }

    private void call() {
        next = null;
        long point = intervalNanos == 0 ? lastPoint + 1 : sinceOrigin() / intervalNanos;
        long count = point - lastPoint;
        lastPoint = point;
        Deferred<?> result = function.apply(count);
        if (result == NOTHING_TO_WAIT_FOR) {
            goOn(null);
        } else {
            waitedFor = result;
            home.bring(result).<@Nullable Void>addBoth((value, failure) -> goOn(failure));
        }
    }

    private @Nullable Void goOn(@Nullable Failure failure) {
        waitedFor = null;
        if (failure != null) {
            finish(failure);
        } else if (stopping) {
            finish(this);
        } else {
            next = clock.callLater(Duration.ofNanos(untilNextPoint()), this::call);
        }
        return null;
    }

    private long sinceOrigin() {
        return clock.nanoTime() - originNanos;
    }

    private long untilNextPoint() {
        return intervalNanos == 0 ? 0 : intervalNanos - sinceOrigin() % intervalNanos;
    }

    private boolean cancelNext() {
        if (next == null) {
            return false;
        }
        next.cancel();
        next = null;
        return true;
    }

    private void finish(Object outcome) {
        running = false;
        Deferred<LoopingCall> last = Objects.requireNonNull(end);
        if (last.hasFired()) {
            return;
        }
        if (outcome instanceof Failure failure) {
            last.errback(failure);
        } else {
            last.callback(this);
        }
    }

    /** The canceller of the start's Deferred. */
    private void giveUp() {
        stopping = true;
        if (cancelNext()) {
            running = false;
        } else if (waitedFor != null) {
            waitedFor.cancel();
        }
    }
}
