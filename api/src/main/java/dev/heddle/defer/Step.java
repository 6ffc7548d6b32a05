package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@link Deferred}'s chain: a {@link Call}, a {@link Pair} of which the one is called that is meant for
 * the result, or a {@link Link} to another Deferred.
 *
 * <p>One small object for each call of an add method, and no wrapper in it for the common cases: this is what a chain
 * costs. A Deferred with a result and nothing else to run calls what is added without making one.
 */
@SuppressWarnings("unchecked") // a chain's types are checked by the methods that add to it
abstract sealed class Step {

    /** The step after this one; while it waits on {@link Chain}'s stack of additions, the one added before it. */
    @Nullable
    Step next;

    /** Whether it was added to a Deferred that had fired by then. */
    boolean addedAfterFiring;

    private Step() {}

    /** What becomes of the chain's result: it stays where this step has nothing to do with it. */
    abstract @Nullable Object outcome(Chain chain);

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

    /** One callback, and how it is called. */
    static final class Call extends Step {

        /** In {@code how}: it is called with a value. */
        static final int ON_VALUE = 1;
        /** In {@code how}: it is called with a failure. */
        static final int ON_FAILURE = 2;
        /** In {@code how}: it is a {@link BiCallback}, called with either, the other being null. */
        static final int ON_BOTH = ON_VALUE | ON_FAILURE;
        /** In {@code how}: it returns a Deferred, whose result is the result. */
        static final int DEFERS = 4;
        /** In {@code how}: it is a {@link ResultConsumer}, which leaves null. */
        static final int CONSUMES = 8;

        private final Object callback;
        private final byte how; // an enum would make each of these objects larger by 8 bytes

        Call(int how, Object callback) {
            this.how = (byte) how;
            this.callback = callback;
        }

        @Override
        @Nullable
        Object outcome(Chain chain) {
            return outcome(how, callback, chain);
        }

        /** What becomes of the chain's result by such a call. */
        static @Nullable Object outcome(int how, Object callback, Chain chain) {
            try {
                Object outcome = make(how, callback, chain.result);
                if (outcome == chain) {
                    throw new IllegalStateException(
                            "a callback returned its own Deferred, which would wait for itself");
                }
                return outcome;
            } catch (Throwable thrown) {
                return new Failure(thrown);
            }
        }

        private static @Nullable Object make(int how, Object callback, @Nullable Object result) throws Throwable {
            boolean failed = result instanceof Failure;
            if ((how & (failed ? ON_FAILURE : ON_VALUE)) == 0) {
                return result;
            }
            if ((how & CONSUMES) != 0) {
                ((ResultConsumer<@Nullable Object>) callback).accept(result);
                return null;
            }
            Object outcome = (how & ON_BOTH) == ON_BOTH
                    ? callBoth(callback, result, failed)
                    : ((Callback<@Nullable Object, @Nullable Object>) callback).call(result);
            return returned(outcome, (how & DEFERS) != 0);
        }

        private static @Nullable Object callBoth(Object callback, @Nullable Object result, boolean failed)
                throws Throwable {
            var both = (BiCallback<@Nullable Object, @Nullable Object, @Nullable Object>) callback;
            return failed ? both.call(null, result) : both.call(result, null);
        }

        /** What a callback returned, if it may return that. A plain one may return a Failure: the chain has failed then. */
        private static @Nullable Object returned(@Nullable Object outcome, boolean defers) {
            if (outcome instanceof Deferred<?> != defers) {
                throw new IllegalStateException(
                        defers
                                ? "a deferring callback returned " + outcome
                                        + ", not a Deferred: add it with addCallback"
                                : "a callback returned a Deferred: add it with addCallbackDeferring (or"
                                        + " addErrbackDeferring, addBothDeferring), so that the chain waits for it");
            }
            return outcome;
        }
    }

    /** Two callbacks, of which one is called: with a value the first, with a failure the second. */
    static final class Pair extends Step {
        private final Object callback;
        private final Object errback;
        private final byte defers;

        /** {@code defers} is {@link Call#DEFERS} or 0. */
        Pair(Callback<?, ?> callback, Callback<?, ?> errback, int defers) {
            this.callback = callback;
            this.errback = errback;
            this.defers = (byte) defers;
        }

        @Override
        @Nullable
        Object outcome(Chain chain) {
            return chain.result instanceof Failure
                    ? Call.outcome(Call.ON_FAILURE | defers, errback, chain)
                    : Call.outcome(Call.ON_VALUE | defers, callback, chain);
        }
    }

    /** Moves the result of {@code giver}, whose chain it stands in, to {@code taker}. */
    static final class Link extends Step {
        final Chain giver;
        final Chain taker;

        /** Whether the taker is to be fired with the result; otherwise its chain waits for it. */
        final boolean fires;

        Link(Chain giver, Chain taker, boolean fires) {
            this.giver = giver;
            this.taker = taker;
            this.fires = fires;
        }

        @Override
        @Nullable
        Object outcome(Chain chain) {
            throw new AssertionError("a link has no outcome, it is followed");
        }
    }
}
