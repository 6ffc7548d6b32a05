package dev.heddle.testing;

import dev.heddle.Reactor;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Calls in a turn of a reactor, for a test that may or may not be in one. */
final class RecordedTurns {

    private RecordedTurns() {}

    /** What {@code action} returns in a turn of {@code reactor}: the present one, or one of its own. */
    static <T> T call(Reactor reactor, Callable<T> action) {
        try {
            return reactor.isHeldByCurrentThread() ? action.call() : reactor.blockingCallFromThread(action);
        } catch (ExecutionException failed) {
            throw sneak(Objects.requireNonNull(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a turn", interrupted);
        } catch (Exception thrown) {
            throw sneak(thrown);
        }
    }

    /** Throws what a protocol or a test threw, as it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // nothing is cast: the type is only the compiler's
    static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
