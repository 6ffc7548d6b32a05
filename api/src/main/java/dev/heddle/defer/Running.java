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
    static void run(Chain first) {
        Chain current = first;
        ArrayDeque<Chain> interrupted = null;
        while (current != null) {
            Link link = advance(current);
            if (link != null) {
                if (link.fires || !link.giver.goIdle()) {
                    interrupted = interrupted == null ? new ArrayDeque<>() : interrupted;
                    interrupted.push(link.giver);
                }
                current = link.taker;
            } else {
                current = interrupted == null ? null : interrupted.poll();
            }
        }
    }

    /** Runs steps until there are no more, or the chain has to wait, or one gave the result away: where to go on. */
    private static @Nullable Link advance(Chain chain) {
        while (true) {
            if (chain.isDetained() && chain.putDown()) {
                return null;
            }
            Step step = chain.takeStep();
            if (step == null) {
                if (chain.goIdle()) {
                    return null;
                }
            } else if (step instanceof Link link) {
                if (give(link)) {
                    return link;
                }
            } else {
                chain.result = outcome(chain, step);
                ChainExtras.noteFailure(chain);
                if (chain.result instanceof Chain inner) {
                    return waitFor(inner, chain);
                }
            }
        }
    }

    private static @Nullable Object outcome(Chain chain, Step step) {
        try {
            Object outcome = step.apply(chain.result);
            if (outcome == chain) {
                throw new IllegalStateException("a callback returned its own Deferred, which would wait for itself");
            }
            return outcome;
        } catch (Throwable thrown) {
            return new Failure(thrown);
        }
    }

    /** Gives the giver's result to the taker; false if that has fired, which the giver's result then tells. */
    private static boolean give(Link link) {
        Chain giver = link.giver;
        Object given = giver.result;
        giver.result = null;
        if (!link.fires) {
            link.taker.result = given;
            ChainExtras.noteFailure(link.taker);
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
