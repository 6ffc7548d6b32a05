package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@link Deferred}'s chain: a pair of callbacks, of which it applies the one that is meant for the
 * result, or a {@link Link} to another Deferred.
 *
 * <p>One small object for each call of an add method, and no wrapper in it for the common cases: this is what a chain
 * costs.
 */
@SuppressWarnings("unchecked") // a chain's types are checked by the methods that add to it
abstract sealed class Step {

    /** The step after this one; while it waits on {@link Chain}'s stack of additions, the one added before it. */
    @Nullable
    Step next;

    /** Whether it was added to a Deferred that had fired by then. */
    boolean addedAfterFiring;

    /** Whether its callbacks return Deferreds, whose results are the result. */
    final boolean defers;

    private Step(boolean defers) {
        this.defers = defers;
    }

    /** What becomes of {@code result}: itself where this step has nothing to do with it. */
    abstract @Nullable Object apply(@Nullable Object result) throws Throwable;

    /** What a callback returned, if it may return that. A plain one may return a Failure: the chain has failed then. */
    final @Nullable Object returned(@Nullable Object outcome) {
        if (outcome instanceof Deferred<?> != defers) {
            throw new IllegalStateException(
                    defers
                            ? "a deferring callback returned " + outcome + ", not a Deferred: add it with addCallback"
                            : "a callback returned a Deferred: add it with addCallbackDeferring (or"
                                    + " addErrbackDeferring, addBothDeferring), so that the chain waits for it");
        }
        return outcome;
    }

    /** Turns a stack of additions, given by its top, into the order in which they were added. */
    static Step inOrder(Step lastAdded) {
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

    /** Is called with a value. */
    static final class OnValue extends Step {
        private final Callback<@Nullable Object, @Nullable Object> callback;

        OnValue(Callback<?, ?> callback, boolean defers) {
            super(defers);
            this.callback = (Callback<@Nullable Object, @Nullable Object>) callback;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object result) throws Throwable {
            return result instanceof Failure ? result : returned(callback.call(result));
        }
    }

    /** Is called with a failure. */
    static final class OnFailure extends Step {
        private final Callback<@Nullable Object, @Nullable Object> errback;

        OnFailure(Callback<?, ?> errback, boolean defers) {
            super(defers);
            this.errback = (Callback<@Nullable Object, @Nullable Object>) errback;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object result) throws Throwable {
            return result instanceof Failure ? returned(errback.call(result)) : result;
        }
    }

    /** Two callbacks, of which one is called: with a value the first, with a failure the second. */
    static final class OnEither extends Step {
        private final Callback<@Nullable Object, @Nullable Object> callback;
        private final Callback<@Nullable Object, @Nullable Object> errback;

        OnEither(Callback<?, ?> callback, Callback<?, ?> errback, boolean defers) {
            super(defers);
            this.callback = (Callback<@Nullable Object, @Nullable Object>) callback;
            this.errback = (Callback<@Nullable Object, @Nullable Object>) errback;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object result) throws Throwable {
            return returned(result instanceof Failure ? errback.call(result) : callback.call(result));
        }
    }

    /** Is called with either, the other being null. */
    static final class OnBoth extends Step {
        private final BiCallback<@Nullable Object, @Nullable Object, @Nullable Object> callback;

        OnBoth(BiCallback<?, ?, ?> callback, boolean defers) {
            super(defers);
            this.callback = (BiCallback<@Nullable Object, @Nullable Object, @Nullable Object>) callback;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object result) throws Throwable {
            return returned(result instanceof Failure ? callback.call(null, result) : callback.call(result, null));
        }
    }

    /** Moves the result of {@code giver}, whose chain it stands in, to {@code taker}. */
    static final class Link extends Step {
        final Chain giver;
        final Chain taker;

        /** Whether the taker is to be fired with the result; otherwise its chain waits for it. */
        final boolean fires;

        Link(Chain giver, Chain taker, boolean fires) {
            super(false);
            this.giver = giver;
            this.taker = taker;
            this.fires = fires;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object result) {
            throw new AssertionError("a link is not applied, it is followed");
        }
    }
}
