package dev.heddle.defer;

import static dev.heddle.defer.Step.Call.CONSUMES;
import static dev.heddle.defer.Step.Call.DEFERS;
import static dev.heddle.defer.Step.Call.ON_BOTH;
import static dev.heddle.defer.Step.Call.ON_FAILURE;
import static dev.heddle.defer.Step.Call.ON_VALUE;

import dev.heddle.ReactorThreads;
import dev.heddle.ReactorTime;
import dev.heddle.spi.CurrentTask;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A result that comes later, and the chain of callbacks that waits for it.
 *
 * <p>Whoever owes the result <em>fires</em> the Deferred once, with {@link #callback} or {@link #errback}. Whoever
 * wants it adds callbacks. They run in the order in which they were added, each with what the one before returned, or
 * with the failure that it threw; a callback added to a Deferred that has fired runs at once (D1-D4).
 *
 * {@snippet :
 * connecting.addCallback(this::greet)             // runs with the value
 *         .addErrback(this::explain)              // runs with the failure, also with one of greet's
 *         .addConsumer(System.out::println);      // runs with what either returned
 * }
 *
 * <p>Adding changes the type of the result, not the object: every add method returns this Deferred, typed anew. A
 * reference of the old type that is used later sees the new result, as a {@link ClassCastException} in the chain if the
 * types do not fit.
 *
 * <p>A Deferred may be used by several threads at once (M4): firing and adding are linearizable, the callbacks of one
 * chain never run at the same time, and they run on the thread that made them runnable. Those that a reactor hands out
 * fire with its baton held. {@link #on} moves what follows it in a chain to a reactor.
 *
 * <p>A failure at the end of a chain that nobody can handle any more, since the Deferred is unreachable, is reported:
 * see {@link #setUnhandledFailureReporter} (D12).
 *
 * <p>Callbacks may throw anything; whatever it is becomes the failure (D13). Null is a value like any other, a
 * {@link Failure} or a Deferred is not a value (D5).
 *
 * @param <T> what the callbacks added so far leave as the result
 */
@SuppressWarnings("unchecked") // the object changes its type with each addition, as said above
public final class Deferred<T extends @Nullable Object> extends Chain {

    /** A Deferred that cancelling simply fails. */
    public Deferred() {
        super(null);
    }

    /** A Deferred whose cancelling calls {@code canceller}. */
    public Deferred(Canceller<T> canceller) {
        super(Objects.requireNonNull(canceller, "canceller"));
    }

    /**
     * A Deferred that {@code reactor} owes: cancelling it from outside a turn is posted to the reactor, and
     * {@code canceller} runs with the baton held (M4).
     */
    public static <T extends @Nullable Object> Deferred<T> owedBy(ReactorThreads reactor, Canceller<T> canceller) {
        return new Deferred<>(new PostedCanceller<>(reactor, canceller));
    }

    /** A Deferred that has fired with {@code value}. */
    public static <T extends @Nullable Object> Deferred<T> succeed(T value) {
        checkIsValue(value);
        Deferred<T> deferred = new Deferred<>();
        deferred.beginWith(value);
        return deferred;
    }

    /** A Deferred that has failed with {@code cause}. */
    public static <T extends @Nullable Object> Deferred<T> fail(Throwable cause) {
        Deferred<T> deferred = new Deferred<>();
        deferred.errback(cause);
        return deferred;
    }

    // To and from the JDK.

    /**
     * A Deferred that fires as {@code stage} completes, on the thread that completes it, and with the exception itself
     * where that comes wrapped in a {@link java.util.concurrent.CompletionException}. Cancelling it cancels the stage's
     * future, if it has one (D14).
     */
    public static <T extends @Nullable Object> Deferred<T> from(CompletionStage<T> stage) {
        return Bridge.fromStage(stage);
    }

    /**
     * A future that completes with this Deferred's result, on the thread that brings it here; this Deferred goes on
     * with null. Cancelling the future cancels this Deferred, if it has no result yet (D14). A future that was completed
     * by somebody else takes no result: a failure then stays here.
     */
    public CompletableFuture<T> toCompletableFuture() {
        return Bridge.toFuture(this);
    }

    // Failures that nobody handled.

    /**
     * Has failures that nobody handled told to {@code reporter} from now on, in the whole program; the one before is
     * returned. In the beginning they are logged, as errors, by the {@link System.Logger} {@code dev.heddle} (D12).
     */
    public static UnhandledFailureReporter setUnhandledFailureReporter(UnhandledFailureReporter reporter) {
        return UnhandledFailure.setReporter(Objects.requireNonNull(reporter, "reporter"));
    }

    /**
     * Reports, on this thread, the failures that are at the end of a chain now, whether or not their Deferreds are
     * still reachable: for the end of a program, or of a test, where nobody can be expected to handle them any more
     * (D12).
     */
    public static void reportUnhandled() {
        UnhandledFailure.reportAll();
    }

    // Firing.

    /**
     * Fires with a value.
     *
     * @throws AlreadyFiredException if it has fired; one firing after a cancel is ignored instead (X1)
     * @throws IllegalArgumentException if the value is a {@link Failure} or a Deferred; the message names the right
     *     method
     */
    public void callback(T value) {
        checkIsValue(value);
        fire(value);
    }

    static void checkIsValue(@Nullable Object value) {
        if (value instanceof Failure) {
            throw new IllegalArgumentException("a Failure is not a value: fire with errback(" + value + ")");
        }
        if (value instanceof Deferred) {
            throw new IllegalArgumentException(
                    "a Deferred is not a value: chain it with addCallbackDeferring, not callback(" + value + ")");
        }
    }

    /**
     * Fires with a failure.
     *
     * @throws AlreadyFiredException if it has fired; one firing after a cancel is ignored instead (X1)
     */
    public void errback(Throwable cause) {
        errback(new Failure(cause));
    }

    /** As {@link #errback(Throwable)}, with what an errback was given. */
    public void errback(Failure failure) {
        fire(Objects.requireNonNull(failure, "failure"));
    }

    // Adding.

    /** Adds a callback for the value; a failure passes it by. */
    public <R extends @Nullable Object> Deferred<R> addCallback(Callback<? super T, ? extends R> callback) {
        return added(ON_VALUE, Objects.requireNonNull(callback, "callback"));
    }

    /** Adds a callback for the value, which is also given {@code argument}. */
    public <A extends @Nullable Object, R extends @Nullable Object> Deferred<R> addCallback(
            BiCallback<? super T, ? super A, ? extends R> callback, A argument) {
        Objects.requireNonNull(callback, "callback");
        return this.<R>addCallback(value -> callback.call(value, argument));
    }

    /** Adds an errback for the failure; a value passes it by. If it returns, the chain has recovered (D4). */
    public Deferred<T> addErrback(Callback<? super Failure, ? extends T> errback) {
        return added(ON_FAILURE, Objects.requireNonNull(errback, "errback"));
    }

    /** Adds an errback for the failure, which is also given {@code argument}. */
    public <A extends @Nullable Object> Deferred<T> addErrback(
            BiCallback<? super Failure, ? super A, ? extends T> errback, A argument) {
        Objects.requireNonNull(errback, "errback");
        return addErrback(failure -> errback.call(failure, argument));
    }

    /** Adds a pair, of which one is called. What {@code callback} throws does not reach {@code errback} (D3). */
    public <R extends @Nullable Object> Deferred<R> addCallbacks(
            Callback<? super T, ? extends R> callback, Callback<? super Failure, ? extends R> errback) {
        Objects.requireNonNull(callback, "callback");
        return added(new Step.Pair(callback, Objects.requireNonNull(errback, "errback"), 0));
    }

    /** Adds a callback for either: it is given the value and null, or null and the failure. */
    public <R extends @Nullable Object> Deferred<R> addBoth(
            BiCallback<? super @Nullable T, ? super @Nullable Failure, ? extends R> callback) {
        return added(ON_BOTH, Objects.requireNonNull(callback, "callback"));
    }

    /** Adds a callback that returns nothing; the chain goes on with null (D16). */
    public Deferred<@Nullable Void> addConsumer(ResultConsumer<? super T> consumer) {
        return added(ON_VALUE | CONSUMES, Objects.requireNonNull(consumer, "consumer"));
    }

    /** Adds a callback that returns nothing, and is also given {@code argument}. */
    public <A extends @Nullable Object> Deferred<@Nullable Void> addConsumer(
            BiResultConsumer<? super T, ? super A> consumer, A argument) {
        Objects.requireNonNull(consumer, "consumer");
        return addConsumer(value -> consumer.accept(value, argument));
    }

    /** Adds an errback that returns nothing; the chain has recovered, with null (D16). */
    public Deferred<@Nullable T> addErrorConsumer(ResultConsumer<? super Failure> consumer) {
        return added(ON_FAILURE | CONSUMES, Objects.requireNonNull(consumer, "consumer"));
    }

    /** Adds an errback that returns nothing, and is also given {@code argument}. */
    public <A extends @Nullable Object> Deferred<@Nullable T> addErrorConsumer(
            BiResultConsumer<? super Failure, ? super A> consumer, A argument) {
        Objects.requireNonNull(consumer, "consumer");
        return addErrorConsumer(failure -> consumer.accept(failure, argument));
    }

    /** Adds a callback that returns a Deferred: the chain waits for that one and goes on with its result (D6, D7). */
    public <R extends @Nullable Object> Deferred<R> addCallbackDeferring(
            Callback<? super T, ? extends Deferred<? extends R>> callback) {
        return added(ON_VALUE | DEFERS, Objects.requireNonNull(callback, "callback"));
    }

    /** Adds an errback that returns a Deferred: the chain waits for that one and goes on with its result (D6, D7). */
    public Deferred<T> addErrbackDeferring(Callback<? super Failure, ? extends Deferred<? extends T>> errback) {
        return added(ON_FAILURE | DEFERS, Objects.requireNonNull(errback, "errback"));
    }

    /** Adds a pair, of which one is called, and both return Deferreds. */
    public <R extends @Nullable Object> Deferred<R> addCallbacksDeferring(
            Callback<? super T, ? extends Deferred<? extends R>> callback,
            Callback<? super Failure, ? extends Deferred<? extends R>> errback) {
        Objects.requireNonNull(callback, "callback");
        return added(new Step.Pair(callback, Objects.requireNonNull(errback, "errback"), DEFERS));
    }

    /** Adds a callback for either, as {@link #addBoth} does, that returns a Deferred. */
    public <R extends @Nullable Object> Deferred<R> addBothDeferring(
            BiCallback<? super @Nullable T, ? super @Nullable Failure, ? extends Deferred<? extends R>> callback) {
        return added(ON_BOTH | DEFERS, Objects.requireNonNull(callback, "callback"));
    }

    /**
     * Moves the rest of the chain to {@code reactor}: the callbacks added after this one run with its baton held,
     * whoever fires or adds (M4). Where the reactor has stopped, the rest fails with
     * {@link RejectedExecutionException}, on the thread that got there.
     */
    public Deferred<T> on(ReactorThreads reactor) {
        Objects.requireNonNull(reactor, "reactor");
        return passing(() -> moveTo(reactor));
    }

    /** Runs {@code action} with a result of either kind, which passes it by. */
    Deferred<T> passing(Runnable action) {
        BiCallback<? super @Nullable T, ? super @Nullable Failure, ?> pass = (value, failure) -> {
            action.run();
            return failure == null ? value : failure;
        };
        return added(ON_BOTH, pass);
    }

    /**
     * Passes the result on: fires {@code target} with it, value or failure, and goes on here with null. Callbacks of
     * the target run before those that are added here after this, and in constant stack, however many Deferreds are
     * chained in a row (D10).
     *
     * <p>Where the target has fired, this Deferred fails with {@link AlreadyFiredException}; a failure that could not
     * be passed on is among its suppressed exceptions. A target that was cancelled takes the result like a firing, and
     * may ignore it (X1). It is one way only: cancelling the target does not cancel this Deferred (D17).
     *
     * @throws IllegalArgumentException if {@code target} is this Deferred
     */
    public Deferred<@Nullable Void> chainTo(Deferred<? super T> target) {
        if (target == this) {
            throw new IllegalArgumentException("a Deferred cannot be chained to itself: " + this);
        }
        return added(new Step.Link(this, target, true));
    }

    /**
     * Sets a limit of time to what was added before this: once {@code duration} has passed, the Deferred is cancelled,
     * and the {@link java.util.concurrent.CancellationException} that comes of it becomes a
     * {@link java.util.concurrent.TimeoutException} (X6). What a canceller or an errback makes of the cancelling
     * instead, stays. Any result that gets here before ends the limit; what is added afterwards has no part in it.
     *
     * <p>Where the clock is a reactor this may be called from any thread, and the result may come on any (M4); another
     * clock must allow that itself. The Deferred may be cancelled late, and never early. An expiry that finds the chain
     * paused, or in the middle of a callback on another thread, has nothing to cancel, like any cancel then.
     *
     * @param duration from now, zero or more; with zero the result must come within the present turn
     * @throws IllegalArgumentException if the duration is negative
     * @throws RejectedExecutionException if the clock's reactor has stopped
     */
    public Deferred<T> addTimeout(Duration duration, ReactorTime clock) {
        Timeout timeout = new Timeout(this, duration, clock);
        timeout.begin();
        return added(ON_BOTH, timeout);
    }

    // Waiting.

    /**
     * Waits, in the body of a task, until this Deferred has a result, and returns the value or throws the exception
     * that it failed with. Meanwhile the reactor goes on: the task lets go of the baton, and has it again when this
     * returns (A1). Where there is a result already, it returns at once, within the present turn.
     *
     * {@snippet :
     * Deferred<Page> page = reactor.async(() -> parse(fetch(address).await()));
     * }
     *
     * <p>The result stays for other callbacks and other tasks; a failure counts as handled. What is added later runs
     * after this. If the task is cancelled while it waits, this Deferred is cancelled, and what comes of that is what this
     * returns or throws (A2).
     *
     * @throws IllegalStateException if the calling thread does not run a task
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     * @throws Exception whatever this Deferred failed with; a {@link Throwable} of any kind is thrown as it is
     */
    public T await() throws Exception {
        return Awaiting.await(this, CurrentTask.require("Deferred.await"));
    }

    // State.

    /** Tells the state: waiting, waiting for another, fired with what, and whether it is paused (D15). */
    @Override
    public String toString() {
        return name() + "[" + state() + (isPaused() ? ", paused" : "") + "]";
    }

    private String state() {
        if (!hasFired()) {
            return "waiting";
        }
        Object seen = result;
        if (seen instanceof Chain inner) {
            return "waiting for " + inner.name();
        }
        return seen instanceof Failure failure ? "failed with " + failure.getCause() : "fired with " + seen;
    }

    private <R extends @Nullable Object> Deferred<R> added(int how, Object callback) {
        add(how, callback);
        return (Deferred<R>) this;
    }

    private <R extends @Nullable Object> Deferred<R> added(Step step) {
        add(step);
        return (Deferred<R>) this;
    }
}
