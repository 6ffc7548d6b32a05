package dev.heddle.protocols;

import dev.heddle.ReactorThreads;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Canceller;
import dev.heddle.defer.Deferred;
import org.jspecify.annotations.Nullable;

/** Deferreds whose callbacks and cancellers belong into the turns of a clock, if that is a reactor. */
final class Owed {

    private Owed() {}

    static <T extends @Nullable Object> Deferred<T> by(ReactorTime clock, Canceller<T> canceller) {
        return clock instanceof ReactorThreads reactor
                ? Deferred.owedBy(reactor, canceller)
                : new Deferred<>(canceller);
    }

    /** Has what follows in the chain of {@code deferred}, which may fire anywhere, run in a turn. */
    static <T extends @Nullable Object> Deferred<T> bring(Deferred<T> deferred, ReactorTime clock) {
        return clock instanceof ReactorThreads reactor ? deferred.on(reactor) : deferred;
    }
}
