package dev.heddle.core;

import dev.heddle.defer.Deferred;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Those who wait until what was written up to a point has been sent. */
final class Flushes {

    private final CoreReactor reactor;
    private final ArrayDeque<Flush> waiting = new ArrayDeque<>(2);

    /**
     * One who waits.
     *
     * @param end how many bytes of the stream have to be sent
     */
    private record Flush(long end, Deferred<@Nullable Void> result) {

        private void fire() {
            if (!result.hasFired()) {
                result.callback(null);
            }
        }
    }

    Flushes(CoreReactor reactor) {
        this.reactor = reactor;
    }

    /** Fires when {@code end} bytes have been sent. Cancelling it runs {@code canceller}. */
    Deferred<@Nullable Void> await(long end, Runnable canceller) {
        Deferred<@Nullable Void> result = Deferred.owedBy(reactor, cancelled -> {
            waiting.removeIf(flush -> flush.result == cancelled);
            canceller.run();
        });
        waiting.add(new Flush(end, result));
        return result;
    }

    /** So many bytes have been sent in all: those who waited for that are told, each in a turn of its own. */
    void sent(long count) {
        while (!waiting.isEmpty() && waiting.getFirst().end <= count) {
            reactor.turns().later(waiting.removeFirst()::fire);
        }
    }

    /** Nothing more is sent. */
    void fail(Throwable cause) {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().result.errback(cause);
        }
    }
}
