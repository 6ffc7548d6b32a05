package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import dev.heddle.defer.Step.Link;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Deferred} does, without its types: steps that run in order, one at a time, whoever fires and adds.
 *
 * <p>One field, {@code chain}, orders everything that threads may do at the same time:
 *
 * <pre>
 *   null, or Steps added before firing  -- fire --> BUSY
 *                                       -- cancel, without a canceller --> CANCELLED, at once BUSY
 *   BUSY, or Steps added since          -- nothing left to run --> IDLE, or an UnhandledFailure
 *   IDLE, or an UnhandledFailure        -- add --> BUSY
 * </pre>
 *
 * <p>Whoever moves it to BUSY owns {@code result}, {@code cancellerOrSteps} and the {@link Running} of callbacks until
 * somebody moves it to IDLE. Ownership can be put down without going idle: a chain that is paused, waits for another,
 * or has to go on elsewhere stays BUSY, and whoever ends that wait is the owner then. Steps are added on top of a
 * stack, so the owner takes all of them at once and turns them round; where there is only one, and it takes the result
 * away, the owner goes idle in its place. An {@link UnhandledFailure} is IDLE with something to tell.
 *
 * <p><em>The firing that a cancel replaces</em> is ignored (X1), and any other that comes too late throws. So a late
 * firing must know whether it lost to a cancel. The cancel puts CANCELLED where a firing puts BUSY, sets REPLACED_ONE,
 * and only then goes on as BUSY. Whoever finds CANCELLED sets that flag, too, before it puts a step in the place of the
 * mark, or looks at the flag. So every firing that lost to a cancel sees the flag, and none sees it that lost to a
 * firing. IGNORED_ONE is set by the one that is ignored.
 *
 * <p>{@link #cancel} and {@link #toString} look at the owner's fields without being the owner. They may see an old
 * value: they then speak to a Deferred that has fired already, or tell of a state that has just passed.
 */
@SuppressWarnings("unchecked") // types are the business of Deferred
abstract sealed class Chain permits Deferred {

    private static final Object IDLE = Mark.IDLE;
    private static final Object BUSY = Mark.BUSY;
    private static final Object CANCELLED = Mark.CANCELLED;

    private enum Mark {
        IDLE,
        BUSY,
        CANCELLED
    }

    /** In {@link #control}: how often this Deferred is paused. */
    private static final int PAUSES = 0xffff;
    /** In {@link #control}: the owner put its work down because of a pause; the last unpause takes it up. */
    private static final int PARKED = 1 << 16;
    /** In {@link #control}: cancel has been called before the firing. */
    private static final int ASKED = 1 << 17;
    /** In {@link #control}: a cancel took the place of the firing. */
    private static final int REPLACED_ONE = 1 << 18;
    /** In {@link #control}: the firing whose place a cancel took has come, and was ignored. */
    private static final int IGNORED_ONE = 1 << 19;
    /** In {@link #control}: the chain has passed an {@link Deferred#on} and runs on its reactor. */
    private static final int MOVED = 1 << 20;

    private static final int DETAINED = PAUSES | MOVED;

    private static final VarHandle CHAIN;
    private static final VarHandle CONTROL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CHAIN = lookup.findVarHandle(Chain.class, "chain", Object.class);
            CONTROL = lookup.findVarHandle(Chain.class, "control", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable Object chain;
    private volatile int control;

    /** The owner's: a value, a {@link Failure}, or, while this waits for another Deferred, that one. */
    @Nullable
    Object result;

    /** Before the firing the canceller, if there is one; then the steps with which the chain was fired or put down. */
    @Nullable
    Object cancellerOrSteps;

    /** What few Deferreds need; null for most. */
    @Nullable
    ChainExtras extras;

    Chain(@Nullable Canceller<?> canceller) {
        cancellerOrSteps = canceller;
        ChainExtras.noteMade(this);
    }

    // Firing and adding.

    /** Fires what nobody else can see yet, with a value. */
    final void beginWith(@Nullable Object value) {
        result = value;
        CHAIN.setRelease(this, IDLE);
        ChainExtras.noteFired(this);
    }

    final void fire(@Nullable Object outcome) {
        if (own(outcome)) {
            Running.run(this, takeSteps());
        } else if (!ignoresFiring()) {
            throw alreadyFired();
        }
    }

    /** Makes the caller the owner, with {@code outcome} as the result; false if this has fired. */
    final boolean own(@Nullable Object outcome) {
        return own(outcome, BUSY);
    }

    private boolean own(@Nullable Object outcome, Object mark) {
        while (true) {
            Object seen = chain;
            if (hasFired(seen)) {
                return false;
            }
            if (CHAIN.compareAndSet(this, seen, mark)) {
                result = outcome;
                cancellerOrSteps = seen == null ? null : Step.inOrder((Step) seen);
                ChainExtras.noteFired(this);
                return true;
            }
        }
    }

    /** Whether a firing that came too late is the one that is ignored, because a cancel took its place. */
    final boolean ignoresFiring() {
        if (chain == CANCELLED) {
            set(REPLACED_ONE);
        }
        return (control & REPLACED_ONE) != 0 && set(IGNORED_ONE);
    }

    final AlreadyFiredException alreadyFired() {
        return ChainExtras.tellPast(this, new AlreadyFiredException("already fired: " + this));
    }

    private static boolean hasFired(@Nullable Object chain) {
        return chain instanceof Step step ? step.addedAfterFiring : chain != null;
    }

    /** Has {@code callback} called as {@code how} says: see {@link Step.Call}. */
    final void add(int how, Object callback) {
        if (chain == IDLE && CHAIN.compareAndSet(this, IDLE, BUSY)) {
            Running.call(this, how, callback);
        } else {
            add(new Step.Call(how, callback));
        }
    }

    final void add(Step step) {
        if (pushOrOwn(step)) {
            Running.run(this, step);
        }
    }

    /** Adds {@code step} for the owner to run; if nobody is the owner, does not, and makes the caller the owner. */
    final boolean pushOrOwn(Step step) {
        while (true) {
            Object seen = chain;
            if (seen == IDLE || seen instanceof UnhandledFailure) {
                if (CHAIN.compareAndSet(this, seen, BUSY)) {
                    step.next = null;
                    if (seen instanceof UnhandledFailure left) {
                        result = left.takeUp();
                    }
                    return true;
                }
            } else {
                if (seen == CANCELLED) {
                    set(REPLACED_ONE);
                }
                step.next = seen instanceof Step below ? below : null;
                step.addedAfterFiring = hasFired(seen);
                if (CHAIN.compareAndSet(this, seen, step)) {
                    return false;
                }
            }
        }
    }

    // What the owner does. Only Running gets here.

    final boolean isDetained() {
        return (control & DETAINED) != 0;
    }

    /** Whether this may not go on here and now. It is then taken up elsewhere, and the caller owns it no longer. */
    final boolean putDown() {
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
        ReactorThreads home = Objects.requireNonNull(ChainExtras.of(this).home);
        if (home.isHeldByCurrentThread()) {
            return false;
        }
        try {
            home.callFromThread(() -> Running.run(this, takeSteps()));
            return true;
        } catch (RejectedExecutionException stopped) {
            CONTROL.getAndBitwiseAnd(this, ~MOVED);
            result = new Failure(stopped);
            ChainExtras.noteFailure(this);
            return false;
        }
    }

    final boolean goIdle() {
        if (cancellerOrSteps != null) {
            return false;
        }
        if (result instanceof Failure failure && failure.isToBeReported()) {
            return goIdleWith(failure);
        }
        return CHAIN.compareAndSet(this, BUSY, IDLE);
    }

    /** Watches this only once it is idle: until then an errback may be on its way. */
    private boolean goIdleWith(Failure failure) {
        UnhandledFailure left = new UnhandledFailure(failure);
        if (!CHAIN.compareAndSet(this, BUSY, left)) {
            return false;
        }
        left.watch(this);
        return true;
    }

    /** Goes idle in place of {@code onlyAddition}; false if there are others by now. */
    final boolean goIdleFrom(Link onlyAddition) {
        return CHAIN.compareAndSet(this, onlyAddition, IDLE);
    }

    /** The steps that this was fired or put down with. */
    final @Nullable Step takeSteps() {
        Step steps = (Step) cancellerOrSteps;
        cancellerOrSteps = null;
        return steps;
    }

    final boolean hasAdditions() {
        return chain != BUSY;
    }

    /** What was added, if that is only one that waits for the result. */
    final @Nullable Link onlyWaiting() {
        return chain instanceof Link link && link.next == null && !link.fires ? link : null;
    }

    final Step takeAdditions() {
        return Step.inOrder((Step) CHAIN.getAndSet(this, BUSY));
    }

    // Pausing and cancelling.

    /** Holds the chain: no callback runs until {@link Deferred#unpause} was called as often as this (D11). */
    public final void pause() {
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
     * Ends one {@link Deferred#pause}; with the last one, runs what has waited.
     *
     * @throws IllegalStateException if this Deferred is not paused
     */
    public final void unpause() {
        while (true) {
            int seen = control;
            if ((seen & PAUSES) == 0) {
                throw new IllegalStateException("unpause without a pause: " + this);
            }
            int left = seen - 1;
            boolean takeUp = (left & PAUSES) == 0 && (left & PARKED) != 0;
            if (CONTROL.compareAndSet(this, seen, takeUp ? left & ~PARKED : left)) {
                if (takeUp) {
                    Running.run(this, takeSteps());
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
    public final void cancel() {
        Chain innermost = this;
        for (Chain inner = innermost.waitsFor(); inner != null; inner = innermost.waitsFor()) {
            innermost = inner;
        }
        innermost.cancelUnfired();
    }

    private @Nullable Chain waitsFor() {
        return hasFired() && result instanceof Chain inner ? inner : null;
    }

    private void cancelUnfired() {
        Object canceller = cancellerOrSteps;
        if (hasFired()) {
            return;
        }
        if (canceller instanceof PostedCanceller<?> owed && owed.postCancelOf(this)) {
            return;
        }
        if (!set(ASKED)) {
            return;
        }
        if (canceller instanceof Canceller<?>) {
            fireUnlessFired(askToFire((Canceller<Object>) canceller));
        } else {
            fireInPlace(new Failure(new CancellationException("the Deferred was cancelled")));
        }
    }

    private void fireInPlace(Failure outcome) {
        if (own(outcome, CANCELLED)) {
            set(REPLACED_ONE);
            CHAIN.compareAndSet(this, CANCELLED, BUSY); // fails if a step was put in its place
            Running.run(this, takeSteps());
        }
    }

    /** Fires unless somebody has; whether it did. */
    final boolean fireUnlessFired(@Nullable Object outcome) {
        boolean fires = own(outcome);
        if (fires) {
            Running.run(this, takeSteps());
        }
        return fires;
    }

    /** What to fire with if the canceller does not. */
    private Failure askToFire(Canceller<Object> canceller) {
        try {
            canceller.cancel((Deferred<Object>) this);
            return new Failure(new CancellationException("the Deferred was cancelled"));
        } catch (Throwable thrown) {
            return new Failure(thrown);
        }
    }

    /** From here on the chain runs on {@code reactor}. */
    final void moveTo(ReactorThreads reactor) {
        ChainExtras.of(this).home = reactor;
        set(MOVED);
    }

    /** Sets a flag; whether it was not set before. */
    private boolean set(int flag) {
        return ((int) CONTROL.getAndBitwiseOr(this, flag) & flag) == 0;
    }

    // State.

    /** Whether it has fired, or was cancelled. */
    public final boolean hasFired() {
        return hasFired(chain);
    }

    final String name() {
        return "Deferred@" + Integer.toHexString(System.identityHashCode(this));
    }

    final boolean isPaused() {
        return (control & PAUSES) != 0;
    }
}
