package dev.heddle.spi;

import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task, as the calls see it that wait in it. All of them come from its own thread. */
public interface RunningTask {

    /**
     * Prepares to wait for one thing.
     *
     * @param canceller gives up what is waited for, when the task is cancelled. Called with the baton held
     */
    Wait newWait(Runnable canceller);

    /** Opens a scope in this task, with a limit of time unless that is null. */
    <T extends @Nullable Object, R extends @Nullable Object> Scope<T, R> openScope(
            Joiner<? super T, ? extends R> joiner, @Nullable Duration timeout);

    /** A wait for one thing, by one task. */
    interface Wait {

        /** What is waited for is there. From any thread, also before {@link #await}; once. */
        void over();

        /** Whether the task does not wait any more, though it is not there. From any thread. */
        boolean isGivenUp();

        /**
         * Lets go of the baton until {@link #over} has been called; returns at once if it has been.
         *
         * @throws java.util.concurrent.CancellationException if the task was cancelled, and the canceller did not bring
         *     what is waited for
         */
        void await();
    }
}
