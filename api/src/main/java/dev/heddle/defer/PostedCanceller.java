package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A canceller that runs in a turn of the reactor that owes the result, whoever cancels. */
record PostedCanceller<T extends @Nullable Object>(ReactorThreads reactor, Canceller<T> canceller)
        implements Canceller<T> {

    @Override
    public void cancel(Deferred<T> deferred) throws Throwable {
        canceller.cancel(deferred);
    }

    /** Posts the cancelling of {@code deferred} to the reactor, unless this is one of the reactor's turns. */
    boolean postCancelOf(Chain deferred) {
        if (reactor.isHeldByCurrentThread()) {
            return false;
        }
        try {
            reactor.callFromThread(deferred::cancel);
        } catch (RejectedExecutionException stopped) {
            // A reactor fires all that it owes before it has stopped, so there is nothing left to cancel.
        }
        return true;
    }
}
