package dev.heddle.defer;

import java.util.Collection;
import java.util.List;
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
}
