package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import org.jspecify.annotations.Nullable;

/** What few Deferreds need, kept apart so that a plain one stays small. */
final class ChainExtras {

    /** Where the chain runs since it passed an {@link Deferred#on}; null before. */
    @Nullable
    ReactorThreads home;

    /** Where the Deferred was made; null without debugging. */
    @Nullable
    Throwable created;

    /** Where the Deferred was fired first; null before, and without debugging. */
    @Nullable
    Throwable fired;

    /** {@code misuse}, with what is known of the Deferred's past. */
    static AlreadyFiredException debugged(AlreadyFiredException misuse, @Nullable ChainExtras known) {
        if (known != null && known.created != null && known.fired != null) {
            misuse.addSuppressed(known.created);
            misuse.addSuppressed(known.fired);
        }
        return misuse;
    }
}
