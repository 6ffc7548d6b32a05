package dev.heddle.task;

import org.jspecify.annotations.Nullable;

/** One part of the work of a {@link Scope}, and what has come of it. All calls need the reactor's baton. */
public interface Subtask<T extends @Nullable Object> {

    /** What is known of a subtask. */
    enum State {
        /** It has not ended, or it ended after its scope was cancelled, or never began since that was so already. */
        UNAVAILABLE,
        /** It has returned. */
        SUCCESS,
        /** It has thrown. */
        FAILED
    }

    /** What is known of it now. */
    State state();

    /**
     * What it returned.
     *
     * @throws IllegalStateException if it has not returned; the message tells its state
     */
    T get();

    /**
     * What it threw.
     *
     * @throws IllegalStateException if it has not thrown; the message tells its state
     */
    Throwable exception();
}
