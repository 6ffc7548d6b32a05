package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import dev.heddle.spi.Trail;
import org.jspecify.annotations.Nullable;

/** What few Deferreds need, kept apart so that a plain one stays small. */
final class ChainExtras {

    /** Where the chain runs since it passed an {@link Deferred#on}; null before. */
    @Nullable
    ReactorThreads home;

    /** Where the Deferred was made; null where no trails are kept. */
    private @Nullable Throwable made;

    /** Where the Deferred was fired first; null before, and where no trails are kept. */
    private @Nullable Throwable fired;

    static ChainExtras of(Chain chain) {
        ChainExtras known = chain.extras;
        if (known == null) {
            known = new ChainExtras();
            chain.extras = known;
        }
        return known;
    }

    static void noteMade(Chain chain) {
        if (Trail.IS_KEPT) {
            of(chain).made = Trail.here(chain.name() + " was made here");
        }
    }

    static void noteFired(Chain chain) {
        if (Trail.IS_KEPT) {
            of(chain).fired = Trail.here(chain.name() + " was fired here");
            noteFailure(chain);
        }
    }

    /** Has a failure that is the chain's result now tell that it came here. */
    static void noteFailure(Chain chain) {
        if (Trail.IS_KEPT && chain.result instanceof Failure failure) {
            tellPast(chain, failure.getCause());
        }
    }

    /** {@code thrown}, which tells of the chain's past, where that is known. */
    static <E extends Throwable> E tellPast(Chain chain, E thrown) {
        if (Trail.IS_KEPT) {
            ChainExtras known = of(chain);
            Trail.add(thrown, known.made);
            Trail.add(thrown, known.fired);
        }
        return thrown;
    }
}
