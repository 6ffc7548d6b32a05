package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * Gives up the work that would have fired a {@link Deferred}. Called at most once, and never after the Deferred fired
 * (X2).
 */
@FunctionalInterface
public interface Canceller<T extends @Nullable Object> {

    /**
     * Gives up the work. May fire {@code deferred}; if it does not, the Deferred fails with
     * {@link java.util.concurrent.CancellationException} (X3). What it throws becomes the failure (X4).
     */
    void cancel(Deferred<T> deferred) throws Throwable;
}
