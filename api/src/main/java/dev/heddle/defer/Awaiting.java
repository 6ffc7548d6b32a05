package dev.heddle.defer;

import dev.heddle.spi.RunningTask;
import dev.heddle.spi.Trail;
import org.jspecify.annotations.Nullable;

/**
 * The step by which a task waits for a Deferred. It looks at the result and leaves it where it is, so that others may
 * wait for the same one; a failure is handled thereby, since the task has it.
 */
final class Awaiting implements BiCallback<@Nullable Object, @Nullable Failure, @Nullable Object> {

    private final RunningTask.Wait wait;

    /** A value or a {@link Failure}. Written before the wait is over, and read after. */
    private @Nullable Object result;

    private Awaiting(RunningTask.Wait wait) {
        this.wait = wait;
    }

    /** Waits for {@code deferred}, in {@code task}; its value, or throws what it failed with. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is a value where T allows for it
    static <T extends @Nullable Object> T await(Deferred<T> deferred, RunningTask task) {
        Awaiting step = new Awaiting(task.newWait(deferred::cancel));
        deferred.addBoth(step);
        step.wait.await();
        if (step.result instanceof Failure failure) {
            if (Trail.IS_KEPT) {
                Trail.add(failure.getCause(), Trail.here(task + " awaited it here"));
            }
            Awaiting.<RuntimeException>throwAsItIs(failure.getCause());
        }
        return (T) step.result;
    }

    /** Throws {@code cause}, checked or not. */
    @SuppressWarnings("unchecked") // that is how a checked one gets by
    private static <E extends Throwable> void throwAsItIs(Throwable cause) throws E {
        throw (E) cause;
    }

    @Override
    public @Nullable Object call(@Nullable Object value, @Nullable Failure failure) {
        if (wait.isGivenUp()) {
            return failure == null ? value : failure;
        }
        result = failure == null ? value : failure;
        wait.over();
        return failure == null ? value : failure.asReported();
    }
}
