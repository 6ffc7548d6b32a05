package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import org.jspecify.annotations.Nullable;

/**
 * Something that is started and stopped: a server, a client that lasts, a job that repeats, or a {@link ServiceGroup} of
 * such. It can be started again after it was stopped. Methods are called with the baton held, once the reactor runs.
 */
public interface Service {

    /**
     * Starts.
     *
     * @return fires when it is ready to be used by services that are started after it, or fails, and then it is not started.
     *     Cancelling gives the start up, and it fails with {@link java.util.concurrent.CancellationException}
     */
    Deferred<@Nullable Void> startService();

    /**
     * Stops, also while it starts. Where it is not started, it does nothing.
     *
     * @return fires when nothing of it is left, or fails with what kept it from ending in order
     */
    Deferred<@Nullable Void> stopService();

    /** Whether it was started, and is not being stopped. */
    boolean isRunning();

    /** What messages call it. */
    default String name() {
        return getClass().getSimpleName();
    }
}
