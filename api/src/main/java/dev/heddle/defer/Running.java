package dev.heddle.defer;

import dev.heddle.defer.Step.Link;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The running of chains, by the thread that owns them: see {@link Chain}.
 *
 * <p>A chain may set others free: one that waits for its result, or one that it is chained to. Doing that by calls
 * would need as much stack as there are chains in a row. So a step that gives the result away is not applied but
 * followed: the thread goes on with the chain that got the result, which it owns then as well, and comes back to the
 * other afterwards (D10).
 *
 * <p>Who waits was put down, and is owned by whoever brings it the result. Who is chained to may meanwhile be fired or
 * cancelled by others; it is fired by the same exchange as by anybody else, and if that fails, the one that would have
 * fired it goes on with what a caller would have been told.
 */
final class Running {

    private Running() {}

    /**
     * Runs what can be run of {@code first}, and of all that its results set free, in constant stack (D10). A Deferred
     * that is set free goes first; the one that set it free continues after it. One that was chained to it is not idle
     * until then, so what is added to it by callbacks of the other waits, too (D17).
     */
    static void run(Chain first, @Nullable Step steps) {
        follow(advance(first, steps));
    }

    /** Runs a chain that has one {@link Step.Call}, which is made only if the chain cannot go on here and now. */
    static void call(Chain chain, int how, Object callback) {
        if (chain.isDetained()) {
            run(chain, new Step.Call(how, callback));
            return;
        }
        chain.result = Step.Call.outcome(how, callback, chain);
        ChainExtras.noteFailure(chain);
        if (chain.result instanceof Chain inner) {
            follow(waitFor(inner, chain));
        } else if (chain.isDetained() || !chain.goIdle()) {
            run(chain, null);
        }
    }

    /** Goes on where the result went, and afterwards where it came from. */
    private static void follow(@Nullable Link first) {
        Link link = first;
        ArrayDeque<Chain> interrupted = null;
        while (true) {
            Chain current;
            if (link == null) {
                current = interrupted == null ? null : interrupted.poll();
            } else {
                current = link.taker;
                if (link.fires || !link.giver.goIdle()) {
                    interrupted = interrupted == null ? new ArrayDeque<>() : interrupted;
                    interrupted.push(link.giver);
                }
            }
            if (current == null) {
                return;
            }
            link = advance(current, current.takeSteps());
        }
    }

    /**
     * Runs steps until there are no more, or the chain has to wait, or one gave the result away: where to go on. Where
     * that was all that was left to do, it goes on there itself.
     */
    private static @Nullable Link advance(Chain first, @Nullable Step steps) {
        Chain chain = first;
        Step next = steps;
        while (true) {
            if (chain.isDetained()) {
                chain.cancellerOrSteps = next;
                if (chain.putDown()) {
                    return null;
                }
                next = chain.takeSteps();
            }
            Step step = next;
            if (step != null) {
                next = step.next;
                if (step instanceof Link link) {
                    if (give(link)) {
                        chain.cancellerOrSteps = next;
                        return link;
                    }
                } else {
                    chain.result = step.outcome(chain);
                    ChainExtras.noteFailure(chain);
                    if (chain.result instanceof Chain inner) {
                        chain.cancellerOrSteps = next;
                        return waitFor(inner, chain);
                    }
                }
            } else if (!chain.hasAdditions()) {
                if (chain.goIdle()) {
                    return null;
                }
            } else {
                Chain freed = giveAndGoIdle(chain);
                next = freed == null ? chain.takeAdditions() : freed.takeSteps();
                chain = freed == null ? chain : freed;
            }
        }
    }

    /** Gives the giver's result to the taker; false if that has fired, which the giver's result then tells. */
    private static boolean give(Link link) {
        Chain giver = link.giver;
        Object given = giver.result;
        giver.result = null;
        if (!link.fires) {
            bring(given, link.taker);
            return true;
        }
        if (link.taker.own(given)) {
            return true;
        }
        if (!link.taker.ignoresFiring()) {
            giver.result = new Failure(refused(link.taker, given));
        }
        return false;
    }

    /** Gives the result to the only one that waits for it, and is idle then: who has it; null if there is more to do. */
    private static @Nullable Chain giveAndGoIdle(Chain giver) {
        Link link = giver.onlyWaiting();
        if (link == null) {
            return null;
        }
        Object given = giver.result;
        giver.result = null;
        if (!giver.goIdleFrom(link)) {
            giver.result = given;
            return null;
        }
        bring(given, link.taker);
        return link.taker;
    }

    private static void bring(@Nullable Object given, Chain taker) {
        taker.result = given;
        ChainExtras.noteFailure(taker);
    }

    /** A failure that was not taken stays to be seen. */
    private static AlreadyFiredException refused(Chain taker, @Nullable Object given) {
        AlreadyFiredException misuse = taker.alreadyFired();
        if (given instanceof Failure failure) {
            misuse.addSuppressed(failure.getCause());
        }
        return misuse;
    }

    /** Puts {@code outer} down until {@code inner} has a result; where it has one already, the link that gave it. */
    private static @Nullable Link waitFor(Chain inner, Chain outer) {
        Link link = new Link(inner, outer, false);
        if (!inner.pushOrOwn(link)) {
            return null;
        }
        inner.cancellerOrSteps = link;
        if (inner.isDetained() && inner.putDown()) {
            return null;
        }
        inner.cancellerOrSteps = null;
        give(link);
        return link;
    }
}
