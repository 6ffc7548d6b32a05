package dev.heddle.task;

import dev.heddle.ReactorThreads;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Canceller;
import dev.heddle.defer.Deferred;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a task's turns are: those of its clock, if that is a reactor; otherwise wherever its calls are made. */
record Home(ReactorTime clock) {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** A Deferred that is cancelled in a turn. */
    <T extends @Nullable Object> Deferred<T> owed(Canceller<T> canceller) {
        return clock instanceof ReactorThreads reactor
                ? Deferred.owedBy(reactor, canceller)
                : new Deferred<>(canceller);
    }

    /** Has what follows in the chain of {@code deferred}, which may fire anywhere, run in a turn. */
    <T extends @Nullable Object> Deferred<T> bring(Deferred<T> deferred) {
        return clock instanceof ReactorThreads reactor ? deferred.on(reactor) : deferred;
    }

    /** As nanoseconds; what is longer than they can count is as good as for ever. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
    }
}
