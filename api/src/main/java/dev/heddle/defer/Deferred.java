package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import dev.heddle.defer.Step.Link;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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
 * <p>Callbacks may throw anything; whatever it is becomes the failure (D13). Null is a value like any other, a
 * {@link Failure} or a Deferred is not a value (D5).
 *
 * @param <T> what the callbacks added so far leave as the result
 */
@SuppressWarnings("unchecked") // the object changes its type with each addition, as said above
public final class Deferred<T extends @Nullable Object> {

    // Theory. One field, `chain`, orders everything that threads may do at the same time:
    //
    //   null, or Steps added before firing  -- fire -->  BUSY
    //   BUSY, or Steps added since          -- nothing left to run -->  IDLE
    //   IDLE                                -- add -->  BUSY
    //
    // Whoever moves it to BUSY owns `result`, `cancellerOrSteps` and the running of callbacks until somebody moves it
    // to IDLE. Ownership can be put down without going idle: a chain that is paused, waits for another Deferred, or has
    // to go on elsewhere stays BUSY, and whoever ends that wait is the owner then. Steps are added on top of a stack,
    // so the owner takes all of them at once and turns them round.

    private static final Object IDLE = Mark.IDLE;
    private static final Object BUSY = Mark.BUSY;

    private enum Mark {
        IDLE,
        BUSY
    }

    /** In {@link #control}: how often this Deferred is paused. */
    private static final int PAUSES = 0xffff;
    /** In {@link #control}: the owner put its work down because of a pause; the last unpause takes it up. */
    private static final int PARKED = 1 << 16;
    /** In {@link #control}: cancel has been called before the firing. */
    private static final int CANCELLED = 1 << 17;
    /** In {@link #control}: one firing is to be ignored, because cancel took its place. */
    private static final int IGNORES_ONE = 1 << 18;
    /** In {@link #control}: the chain has passed an {@link #on} and runs on its reactor. */
    private static final int MOVED = 1 << 19;

    private static final int DETAINED = PAUSES | MOVED;

    private static final boolean DEBUGGING = Boolean.getBoolean("heddle.debug");

    private static final VarHandle CHAIN;
    private static final VarHandle CONTROL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CHAIN = lookup.findVarHandle(Deferred.class, "chain", Object.class);
            CONTROL = lookup.findVarHandle(Deferred.class, "control", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable Object chain;
    private volatile int control;

    /** The owner's: a value, a {@link Failure}, or, while this waits for another Deferred, that one. */
    private @Nullable Object result;

    /** Before the firing the canceller, which is null where there is none; then the owner's: the steps to run next. */
    private @Nullable Object cancellerOrSteps;

    /** What few Deferreds need; null for most. */
    private @Nullable Extras extras;

    /** Kept apart, so that a plain Deferred stays small. */
    private static final class Extras {
        /** Where the chain runs since it passed an {@link #on}. */
        @Nullable
        ReactorThreads home;

        @Nullable
        Throwable created;

        @Nullable
        Throwable fired;
    }

    /** A Deferred that cancelling simply fails. */
    public Deferred() {
        if (DEBUGGING) {
            extras().created = new Throwable("the Deferred was made here");
        }
    }

    /** A Deferred whose cancelling calls {@code canceller}. */
    public Deferred(Canceller<T> canceller) {
        this();
        cancellerOrSteps = Objects.requireNonNull(canceller, "canceller");
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
        Deferred<T> deferred = new Deferred<>();
        deferred.callback(value);
        return deferred;
    }

    /** A Deferred that has failed with {@code cause}. */
    public static <T extends @Nullable Object> Deferred<T> fail(Throwable cause) {
        Deferred<T> deferred = new Deferred<>();
        deferred.errback(cause);
        return deferred;
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
        if (value instanceof Failure) {
            throw new IllegalArgumentException("a Failure is not a value: fire with errback(" + value + ")");
        }
        if (value instanceof Deferred) {
            throw new IllegalArgumentException(
                    "a Deferred is not a value: chain it with addCallbackDeferring, not callback(" + value + ")");
        }
        fire(value);
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

    private void fire(@Nullable Object outcome) {
        if (!tryFire(outcome) && !clear(IGNORES_ONE)) {
            throw alreadyFired();
        }
    }

    private boolean tryFire(@Nullable Object outcome) {
        while (true) {
            Object seen = chain;
            if (hasFired(seen)) {
                return false;
            }
            if (CHAIN.compareAndSet(this, seen, BUSY)) {
                result = outcome;
                cancellerOrSteps = seen == null ? null : inOrder((Step) seen);
                if (DEBUGGING) {
                    extras().fired = new Throwable("the Deferred was fired first here");
                }
                run(this);
                return true;
            }
        }
    }

    private AlreadyFiredException alreadyFired() {
        AlreadyFiredException misuse = new AlreadyFiredException("already fired: " + this);
        Extras known = extras;
        if (known != null && known.created != null && known.fired != null) {
            misuse.addSuppressed(known.created);
            misuse.addSuppressed(known.fired);
        }
        return misuse;
    }

    private static boolean hasFired(@Nullable Object chain) {
        return chain instanceof Step step ? step.addedAfterFiring : chain != null;
    }

    // Adding.

    /** Adds a callback for the value; a failure passes it by. */
    public <R extends @Nullable Object> Deferred<R> addCallback(Callback<? super T, ? extends R> callback) {
        return add(new Step.OnValue(Objects.requireNonNull(callback, "callback"), false));
    }

    /** Adds a callback for the value, which is also given {@code argument}. */
    public <A extends @Nullable Object, R extends @Nullable Object> Deferred<R> addCallback(
            BiCallback<? super T, ? super A, ? extends R> callback, A argument) {
        Objects.requireNonNull(callback, "callback");
        return this.<R>addCallback(value -> callback.call(value, argument));
    }

    /** Adds an errback for the failure; a value passes it by. If it returns, the chain has recovered (D4). */
    public Deferred<T> addErrback(Callback<? super Failure, ? extends T> errback) {
        return add(new Step.OnFailure(Objects.requireNonNull(errback, "errback"), false));
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
        return add(new Step.OnEither(callback, Objects.requireNonNull(errback, "errback"), false));
    }

    /** Adds a callback for either: it is given the value and null, or null and the failure. */
    public <R extends @Nullable Object> Deferred<R> addBoth(
            BiCallback<? super @Nullable T, ? super @Nullable Failure, ? extends R> callback) {
        return add(new Step.OnBoth(Objects.requireNonNull(callback, "callback"), false));
    }

    /** Adds a callback that returns nothing; the chain goes on with null (D16). */
    public Deferred<@Nullable Void> addConsumer(ResultConsumer<? super T> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return this.<@Nullable Void>addCallback(value -> {
            consumer.accept(value);
            return null;
        });
    }

    /** Adds a callback that returns nothing, and is also given {@code argument}. */
    public <A extends @Nullable Object> Deferred<@Nullable Void> addConsumer(
            BiResultConsumer<? super T, ? super A> consumer, A argument) {
        Objects.requireNonNull(consumer, "consumer");
        return addConsumer(value -> consumer.accept(value, argument));
    }

    /** Adds an errback that returns nothing; the chain has recovered, with null (D16). */
    public Deferred<@Nullable T> addErrorConsumer(ResultConsumer<? super Failure> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return ((Deferred<@Nullable T>) this).addErrback(failure -> {
            consumer.accept(failure);
            return null;
        });
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
        return add(new Step.OnValue(Objects.requireNonNull(callback, "callback"), true));
    }

    /** Adds an errback that returns a Deferred: the chain waits for that one and goes on with its result (D6, D7). */
    public Deferred<T> addErrbackDeferring(Callback<? super Failure, ? extends Deferred<? extends T>> errback) {
        return add(new Step.OnFailure(Objects.requireNonNull(errback, "errback"), true));
    }

    /** Adds a pair, of which one is called, and both return Deferreds. */
    public <R extends @Nullable Object> Deferred<R> addCallbacksDeferring(
            Callback<? super T, ? extends Deferred<? extends R>> callback,
            Callback<? super Failure, ? extends Deferred<? extends R>> errback) {
        Objects.requireNonNull(callback, "callback");
        return add(new Step.OnEither(callback, Objects.requireNonNull(errback, "errback"), true));
    }

    /** Adds a callback for either, as {@link #addBoth} does, that returns a Deferred. */
    public <R extends @Nullable Object> Deferred<R> addBothDeferring(
            BiCallback<? super @Nullable T, ? super @Nullable Failure, ? extends Deferred<? extends R>> callback) {
        return add(new Step.OnBoth(Objects.requireNonNull(callback, "callback"), true));
    }

    /**
     * Moves the rest of the chain to {@code reactor}: the callbacks added after this one run with its baton held,
     * whoever fires or adds (M4). Where the reactor has stopped, the rest fails with
     * {@link RejectedExecutionException}, on the thread that got there.
     */
    public Deferred<T> on(ReactorThreads reactor) {
        Objects.requireNonNull(reactor, "reactor");
        BiCallback<? super @Nullable T, ? super @Nullable Failure, ?> move = (value, failure) -> {
            extras().home = reactor;
            set(MOVED);
            return failure == null ? value : failure;
        };
        return add(new Step.OnBoth(move, false));
    }

    private <R extends @Nullable Object> Deferred<R> add(Step step) {
        if (pushOrOwn(step)) {
            cancellerOrSteps = step;
            run(this);
        }
        return (Deferred<R>) this;
    }

    /** Adds {@code step} for the owner to run; if nobody is the owner, does not, and makes the caller the owner. */
    private boolean pushOrOwn(Step step) {
        while (true) {
            Object seen = chain;
            if (seen == IDLE) {
                if (CHAIN.compareAndSet(this, IDLE, BUSY)) {
                    step.next = null;
                    return true;
                }
            } else {
                step.next = seen instanceof Step below ? below : null;
                step.addedAfterFiring = hasFired(seen);
                if (CHAIN.compareAndSet(this, seen, step)) {
                    return false;
                }
            }
        }
    }

    // Running. Only the owner gets here.

    /**
     * Runs what can be run of {@code first}, and of all that its results set free, in constant stack (D10). A Deferred
     * that is set free goes first; the one that set it free continues after it.
     */
    private static void run(Deferred<?> first) {
        Deferred<?> current = first;
        ArrayDeque<Deferred<?>> interrupted = null;
        while (current != null) {
            Link link = current.advance();
            if (link != null) {
                link.taker.result = link.giver.result;
                link.giver.result = null;
                if (!link.giver.goIdle()) {
                    interrupted = interrupted == null ? new ArrayDeque<>() : interrupted;
                    interrupted.push(link.giver);
                }
                current = link.taker;
            } else {
                current = interrupted == null ? null : interrupted.poll();
            }
        }
    }

    /** Runs steps until there are no more, or this has to wait, or one is a link, which is the caller's to follow. */
    private @Nullable Link advance() {
        while (true) {
            if ((control & DETAINED) != 0 && putDown()) {
                return null;
            }
            Step step = takeStep();
            if (step == null) {
                if (goIdle()) {
                    return null;
                }
            } else if (step instanceof Link link) {
                return link;
            } else {
                result = outcome(step);
                if (result instanceof Deferred<?> inner) {
                    return waitFor(inner);
                }
            }
        }
    }

    private @Nullable Object outcome(Step step) {
        try {
            Object outcome = step.apply(result);
            if (outcome == this) {
                throw new IllegalStateException("a callback returned its own Deferred, which would wait for itself");
            }
            return outcome;
        } catch (Throwable thrown) {
            return new Failure(thrown);
        }
    }

    /** Puts this down until {@code inner} has a result; where it has one already, the link to follow at once. */
    private @Nullable Link waitFor(Deferred<?> inner) {
        Link link = new Link(inner, this);
        if (!inner.pushOrOwn(link)) {
            return null;
        }
        inner.cancellerOrSteps = link;
        if ((inner.control & DETAINED) != 0 && inner.putDown()) {
            return null;
        }
        inner.cancellerOrSteps = null;
        return link;
    }

    /** Whether this may not go on here and now. It is then taken up elsewhere, and the caller owns it no longer. */
    private boolean putDown() {
        while (true) {
            int seen = control;
            if ((seen & PAUSES) == 0) {
                return (seen & MOVED) != 0 && putDownForHome();
            }
            if (CONTROL.compareAndSet(this, seen, seen | PARKED)) {
                return true;
            }
        }
    }

    private boolean putDownForHome() {
        ReactorThreads home = Objects.requireNonNull(extras().home);
        if (home.isHeldByCurrentThread()) {
            return false;
        }
        try {
            home.callFromThread(() -> run(this));
            return true;
        } catch (RejectedExecutionException stopped) {
            clear(MOVED);
            result = new Failure(stopped);
            return false;
        }
    }

    private boolean goIdle() {
        return cancellerOrSteps == null && CHAIN.compareAndSet(this, BUSY, IDLE);
    }

    private @Nullable Step takeStep() {
        Step step = (Step) cancellerOrSteps;
        if (step == null) {
            if (chain == BUSY) {
                return null;
            }
            step = inOrder((Step) CHAIN.getAndSet(this, BUSY));
        }
        cancellerOrSteps = step.next;
        return step;
    }

    private static Step inOrder(Step lastAdded) {
        Step first = lastAdded;
        Step rest = lastAdded.next;
        first.next = null;
        while (rest != null) {
            Step before = rest.next;
            rest.next = first;
            first = rest;
            rest = before;
        }
        return first;
    }

    // Pausing and cancelling.

    /** Holds the chain: no callback runs until {@link #unpause} was called as often as this (D11). */
    public void pause() {
        while (true) {
            int seen = control;
            if ((seen & PAUSES) == PAUSES) {
                throw new IllegalStateException("paused " + PAUSES + " times already: " + this);
            }
            if (CONTROL.compareAndSet(this, seen, seen + 1)) {
                return;
            }
        }
    }

    /**
     * Ends one {@link #pause}; with the last one, runs what has waited.
     *
     * @throws IllegalStateException if this Deferred is not paused
     */
    public void unpause() {
        while (true) {
            int seen = control;
            if ((seen & PAUSES) == 0) {
                throw new IllegalStateException("unpause without a pause: " + this);
            }
            int left = seen - 1;
            boolean takeUp = (left & PAUSES) == 0 && (left & PARKED) != 0;
            if (CONTROL.compareAndSet(this, seen, takeUp ? left & ~PARKED : left)) {
                if (takeUp) {
                    run(this);
                }
                return;
            }
        }
    }

    /**
     * Gives up waiting. A Deferred that has not fired asks its canceller to fire it, and otherwise fails with
     * {@link CancellationException} (X1-X4). One that waits for another Deferred cancels that one, and goes on with
     * what comes of it (X5). One that has fired is left as it is.
     *
     * <p>A Deferred without a canceller ignores the one firing that may still come.
     */
    public void cancel() {
        Deferred<?> innermost = this;
        for (Deferred<?> inner = innermost.waitsFor(); inner != null; inner = innermost.waitsFor()) {
            innermost = inner;
        }
        innermost.cancelUnfired();
    }

    private @Nullable Deferred<?> waitsFor() {
        return hasFired() && result instanceof Deferred<?> inner ? inner : null;
    }

    private void cancelUnfired() {
        Object canceller = cancellerOrSteps;
        if (hasFired()) {
            return;
        }
        if (canceller instanceof PostedCanceller<?> owed && owed.postCancelOf(this)) {
            return;
        }
        if (!set(CANCELLED)) {
            return;
        }
        if (canceller instanceof Canceller<?>) {
            tryFire(askToFire((Canceller<T>) canceller));
            return;
        }
        set(IGNORES_ONE);
        if (!tryFire(new Failure(new CancellationException("the Deferred was cancelled")))) {
            clear(IGNORES_ONE);
        }
    }

    /** What to fire with if the canceller does not. */
    private Failure askToFire(Canceller<T> canceller) {
        try {
            canceller.cancel(this);
            return new Failure(new CancellationException("the Deferred was cancelled"));
        } catch (Throwable thrown) {
            return new Failure(thrown);
        }
    }

    /** Sets a flag; whether it was not set before. */
    private boolean set(int flag) {
        return ((int) CONTROL.getAndBitwiseOr(this, flag) & flag) == 0;
    }

    /** Clears a flag; whether it was set before. */
    private boolean clear(int flag) {
        return ((int) CONTROL.getAndBitwiseAnd(this, ~flag) & flag) != 0;
    }

    // State.

    /** Whether it has fired, or was cancelled. */
    public boolean hasFired() {
        return hasFired(chain);
    }

    /** Tells the state: waiting, waiting for another, fired with what, and whether it is paused (D15). */
    @Override
    public String toString() {
        String paused = (control & PAUSES) == 0 ? "" : ", paused";
        return "Deferred@" + Integer.toHexString(System.identityHashCode(this)) + "[" + state() + paused + "]";
    }

    private String state() {
        if (!hasFired()) {
            return "waiting";
        }
        Object seen = result;
        if (seen instanceof Deferred<?> inner) {
            return "waiting for Deferred@" + Integer.toHexString(System.identityHashCode(inner));
        }
        return seen instanceof Failure failure ? "failed with " + failure.getCause() : "fired with " + seen;
    }

    private Extras extras() {
        Extras known = extras;
        if (known == null) {
            known = new Extras();
            extras = known;
        }
        return known;
    }
}
