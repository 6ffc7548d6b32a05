package dev.heddle.defer;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorThreads;
import dev.heddle.ReactorTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Deferreds made of others, of what a function does, and of time.
 *
 * <p><b>Of others.</b> A combinator takes the result of each of its inputs, as it is when the callbacks that were added
 * before have run. A value stays where it is, too; a failure is taken over: the input goes on with null, and does not
 * report it (L3). The inputs may belong to different threads and reactors. The combinator fires on the thread that
 * brought what decides; {@link Deferred#on} moves what follows to a reactor.
 *
 * <p>To cancel a combinator that has not fired cancels each input that has no result yet, and fails the combinator with
 * {@link java.util.concurrent.CancellationException}. Cancelling one that has fired does nothing (L4).
 *
 * {@snippet :
 * Deferreds.gather(List.of(fetch(a), fetch(b)))
 *         .addConsumer(pages -> show(pages.get(0), pages.get(1)));
 * }
 */
public final class Deferreds {

    private Deferreds() {}

    /**
     * The values of all {@code inputs}, in the order of the inputs, once there are all; of none, an empty list at once.
     * With the first failure it fails, with a {@link FirstFailureException}; the other inputs go on, and failures that
     * come later are dropped (L1-L3).
     */
    public static <T extends @Nullable Object> Deferred<List<T>> gather(
            Collection<? extends Deferred<? extends T>> inputs) {
        return new Combination.Gather<T>(inputs, false).begin();
    }

    /** As {@link #gather}, but the first failure cancels the other inputs, before it is delivered (L3). */
    public static <T extends @Nullable Object> Deferred<List<T>> gatherOrCancel(
            Collection<? extends Deferred<? extends T>> inputs) {
        return new Combination.Gather<T>(inputs, true).begin();
    }

    /**
     * What became of each of {@code inputs}, in the order of the inputs, once all have a result; of none, an empty list
     * at once. It never fails, unless it is cancelled itself (L1, L2).
     */
    public static <T extends @Nullable Object> Deferred<List<Outcome<T>>> settle(
            Collection<? extends Deferred<? extends T>> inputs) {
        return new Combination.Settle<T>(inputs).begin();
    }

    /**
     * The value of that one of {@code inputs} which is the first to have one. The others are cancelled before it is
     * delivered. If all fail, it fails with an {@link AllFailedException} (L1).
     *
     * {@snippet :
     * Deferreds.race(List.of(ask(primary), ask(replica))).addConsumer(this::show);
     * }
     *
     * @throws IllegalArgumentException if there are no inputs, since nobody could win (L2)
     */
    public static <T extends @Nullable Object> Deferred<T> race(Collection<? extends Deferred<? extends T>> inputs) {
        return new Combination.Race<T>(inputs).begin();
    }

    // Of what a function does.

    /**
     * What {@code function} returns or throws, as a Deferred that has fired (L7).
     */
    public static <T extends @Nullable Object> Deferred<T> execute(Callable<T> function) {
        Objects.requireNonNull(function, "function");
        Deferred<T> deferred = new Deferred<>();
        fire(deferred, function);
        return deferred;
    }

    /**
     * The Deferred that {@code function} returns, or, where it throws, one that has failed with what it threw. So
     * whoever calls it has one way to be told of a failure, not two (L7).
     *
     * {@snippet :
     * Deferreds.maybe(() -> client.send(parse(line))).addErrback(this::explain);   // parse may throw
     * }
     */
    public static <T extends @Nullable Object> Deferred<T> maybe(Callable<? extends Deferred<T>> function) {
        Objects.requireNonNull(function, "function");
        try {
            return Objects.requireNonNull(function.call(), "a function that is to return a Deferred returned null");
        } catch (Throwable thrown) {
            return Deferred.fail(thrown);
        }
    }

    /**
     * What {@code function} returns or throws when it is called, in a turn of its own, once {@code delay} has passed.
     * Cancelling the Deferred before cancels the call (L7).
     *
     * {@snippet :
     * Deferreds.deferLater(reactor, Duration.ofSeconds(3), this::ask).addConsumer(this::show);
     * }
     *
     * @param delay zero or more
     * @throws IllegalArgumentException if the delay is negative
     * @throws WrongThreadException if the clock is a reactor that runs and the caller does not hold its baton
     */
    public static <T extends @Nullable Object> Deferred<T> deferLater(
            ReactorTime clock, Duration delay, Callable<T> function) {
        Objects.requireNonNull(function, "function");
        return new Later<>(clock, function).begin(delay);
    }

    private static <T extends @Nullable Object> void fire(Deferred<T> deferred, Callable<T> function) {
        try {
            T value = function.call();
            Deferred.checkIsValue(value);
            deferred.fireUnlessFired(value);
        } catch (Throwable thrown) {
            deferred.fireUnlessFired(new Failure(thrown));
        }
    }

    /** A function that is called later, and the Deferred for its result. */
    private static final class Later<T extends @Nullable Object> {

        private final ReactorTime clock;
        private final Callable<T> function;
        private final Deferred<T> deferred;

        /** Null before it is made. */
        private @Nullable DelayedCall call;

        Later(ReactorTime clock, Callable<T> function) {
            this.clock = clock;
            this.function = function;
            deferred = clock instanceof ReactorThreads reactor
                    ? Deferred.owedBy(reactor, self -> cancelCall())
                    : new Deferred<>(self -> cancelCall());
        }

        Deferred<T> begin(Duration delay) {
            call = clock.callLater(delay, () -> fire(deferred, function));
            return deferred;
        }

        private void cancelCall() {
            if (call != null && call.isActive()) {
                call.cancel();
            }
        }
    }
}
