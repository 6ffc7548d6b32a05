package dev.heddle.defer;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorThreads;
import dev.heddle.ReactorTime;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A limit of time for a Deferred (X6): a timed call that cancels it, and a step in its chain that is there to end the
 * limit, or to tell that it was exceeded.
 *
 * <pre>
 *   WAITING -- step --> PASSED
 *   WAITING -- timed call --> CANCELLING -- cancelled --> EXPIRED
 *                             CANCELLING -- step --> HOLDING -- cancelled --> EXPIRED
 * </pre>
 *
 * <p>The timed call and the step may meet, on two threads. Whoever leaves WAITING has decided. What comes after the
 * step is not covered: if it ran while the timed call still cancels, what it waits for would be cancelled. So a step
 * that finds CANCELLING pauses the chain, and the timed call lets it go on when it has cancelled. That is the usual
 * case, too, since to cancel means to run the chain.
 *
 * <p>Where the clock is a reactor's, the timed call belongs to that reactor's turns: it is made and cancelled in them,
 * by posting if need be (M4). Both keep their order then, and a call that was not yet made when the step has passed is
 * not made at all.
 */
final class Timeout implements BiCallback<@Nullable Object, @Nullable Failure, @Nullable Object> {

    private enum State {
        WAITING,
        PASSED,
        CANCELLING,
        HOLDING,
        EXPIRED
    }

    private final Deferred<?> deferred;
    private final Duration duration;
    private final ReactorTime clock;
    private final long beginNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** The clock's turns'. Null before it is made. */
    private @Nullable DelayedCall call;

    Timeout(Deferred<?> deferred, Duration duration, ReactorTime clock) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative: " + duration);
        }
        this.deferred = deferred;
        this.duration = duration;
        this.clock = clock;
        beginNanos = clock.nanoTime();
    }

    /** Has the time run from the making of this object. The step is to be added after that. */
    void begin() {
        inTurn(this::makeCall);
    }

    private void makeCall() {
        if (state.get() == State.WAITING) {
            Duration left = duration.minusNanos(clock.nanoTime() - beginNanos);
            call = clock.callLater(left.isNegative() ? Duration.ZERO : left, this::expire);
        }
    }

    private void expire() {
        if (state.compareAndSet(State.WAITING, State.CANCELLING)) {
            deferred.cancel();
            if (state.getAndSet(State.EXPIRED) == State.HOLDING) {
                deferred.unpause();
            }
        }
    }

    /** The step. */
    @Override
    public @Nullable Object call(@Nullable Object value, @Nullable Failure failure) throws TimeoutException {
        if (state.compareAndSet(State.WAITING, State.PASSED)) {
            endCall();
        } else {
            holdWhileCancelling();
            if (failure != null && failure.check(CancellationException.class) != null) {
                throw new TimeoutException("timed out after " + duration);
            }
        }
        return failure == null ? value : failure;
    }

    private void endCall() {
        try {
            inTurn(this::cancelCall);
        } catch (RejectedExecutionException stopped) {
            // A reactor that has stopped makes no timed calls.
        }
    }

    private void cancelCall() {
        if (call != null && call.isActive()) {
            call.cancel();
        }
    }

    private void holdWhileCancelling() {
        deferred.pause();
        if (!state.compareAndSet(State.CANCELLING, State.HOLDING)) {
            deferred.unpause();
        }
    }

    /** Does {@code task} now where the clock's calls may be made and cancelled; otherwise has it done there. */
    private void inTurn(Runnable task) {
        if (clock instanceof ReactorThreads reactor && !reactor.isHeldByCurrentThread()) {
            reactor.callFromThread(task);
        } else {
            task.run();
        }
    }
}
