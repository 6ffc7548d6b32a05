package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Parameters;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Platform threads that are not the arm's, and share the calls of an invocation evenly. */
final class OtherThreads {

    static final String THREADS = "threads";

    /** With more, an invocation would be about waking them. */
    private static final int MOST_THREADS = 256;

    private final int threads;
    private final ExecutorService executor;

    /**
     * Starts them when there is work.
     *
     * @throws IllegalArgumentException if the calls cannot be shared evenly
     */
    OtherThreads(int threads, int calls) {
        if (threads < 1 || calls % threads != 0) {
            throw new IllegalArgumentException(
                    "parameter '" + THREADS + "' must divide " + calls + ", which " + threads + " does not");
        }
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads);
    }

    /** Whether so many threads can share the calls. */
    static boolean allows(Parameters at, int calls) {
        return at.isBetween(THREADS, 1, MOST_THREADS) && calls % at.number(THREADS) == 0;
    }

    /** Has each do its share; what one throws fails the batch. */
    void execute(Completion batch, Runnable share) {
        for (int thread = 0; thread < threads; thread++) {
            executor.execute(() -> batch.guard(share));
        }
    }

    /** Ends them, and waits for that. */
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(Completion.LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("threads are left after " + Completion.LIMIT_SECONDS + " s");
        }
    }
}
