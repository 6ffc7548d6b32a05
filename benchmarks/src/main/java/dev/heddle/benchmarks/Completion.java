package dev.heddle.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the measuring thread waits for: that a batch was processed. Every method may be called from any thread. */
public final class Completion {

    /** How long the lab waits for what should be there within moments. */
    public static final int LIMIT_SECONDS = 60;

    private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
    private final AtomicInteger left;

    /** Of a batch that is told of as a whole. */
    public Completion() {
        this(1);
    }

    /** Of a batch in so many parts, each of which is told of. */
    public Completion(int parts) {
        left = new AtomicInteger(parts);
    }

    /** A part of the batch was processed, and with the last one all of it. */
    public void done() {
        if (left.decrementAndGet() == 0) {
            outcome.complete(null);
        }
    }

    /** How many parts are not processed yet. */
    public int left() {
        return left.get();
    }

    /** The batch cannot be processed. It counts if it comes before the last {@link #done}, and only once. */
    public void fail(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /** Runs {@code work}; what it throws fails the batch. */
    public void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error cause) {
            fail(cause);
        }
    }

    /**
     * Waits for the end of the batch.
     *
     * @param progress tells what was done so far, for the case that the batch does not end
     * @throws IllegalStateException if it failed, or did not end within {@value #LIMIT_SECONDS} s
     */
    public void await(Supplier<String> progress) {
        try {
            outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the batch failed, having done " + progress.get(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "the batch did not end within " + LIMIT_SECONDS + " s, having done " + progress.get(), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted, having done " + progress.get(), interrupted);
        }
    }

    /**
     * Checks that as much was done as there was to do.
     *
     * @throws IllegalStateException if it was not
     */
    public static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
        }
    }
}
