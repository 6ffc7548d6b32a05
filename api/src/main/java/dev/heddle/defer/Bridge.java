package dev.heddle.defer;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The ways between a Deferred and the JDK's stages: value, failure and cancelling, in both directions (D14). */
final class Bridge {

    private Bridge() {}

    @SuppressWarnings("FutureReturnValueIgnored") // cancel does not throw
    static <T extends @Nullable Object> CompletableFuture<T> toFuture(Deferred<T> deferred) {
        CompletableFuture<T> future = new CompletableFuture<>();
        deferred.<@Nullable Object>addBoth((value, failure) -> passOn(value, failure, future));
        future.whenComplete((value, thrown) -> {
            if (future.isCancelled()) {
                deferred.cancel();
            }
        });
        return future;
    }

    /** A failure that the future has no use for stays to be seen, unless it is the outcome of a cancel (D12). */
    @SuppressWarnings("NullAway") // without a failure the value is the Deferred's own, of a type that allows it
    private static <T extends @Nullable Object> @Nullable Failure passOn(
            @Nullable T value, @Nullable Failure failure, CompletableFuture<T> future) {
        if (failure == null) {
            future.complete(value);
            return null;
        }
        return future.completeExceptionally(failure.getCause()) ? null : failure;
    }

    static <T extends @Nullable Object> Deferred<T> fromStage(CompletionStage<T> stage) {
        Deferred<T> deferred = new Deferred<>(self -> cancel(stage));
        stage.whenComplete((value, thrown) -> deferred.fireUnlessFired(outcome(value, thrown)));
        return deferred;
    }

    /** The Deferred fails with what comes of it, or, where the stage knows no cancelling, without it. */
    private static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException notThisOne) {
            // Its work goes on, and nobody waits for it.
        }
    }

    private static @Nullable Object outcome(@Nullable Object value, @Nullable Throwable thrown) {
        if (thrown != null) {
            return new Failure(unwrapped(thrown));
        }
        try {
            Deferred.checkIsValue(value);
            return value;
        } catch (IllegalArgumentException noValue) {
            return new Failure(noValue);
        }
    }

    /** A stage that depends on another wraps what that one failed with. */
    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? Objects.requireNonNull(thrown.getCause())
                : thrown;
    }
}
