package dev.heddle.tck;

import dev.heddle.defer.Deferred;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What the sections about tasks share: tasks that are run to their end, and Deferreds that somebody fires later. */
abstract class TaskContract extends ReactorContract {

    /** For subclasses. */
    TaskContract() {}

    /** Runs {@code body} as a task of the running reactor, waits for its end, and returns or throws what it came to. */
    final <T extends @Nullable Object> T inTask(Callable<T> body) throws Exception {
        CompletableFuture<T> end = new CompletableFuture<>();
        doInTurn(() -> reactor.async(body)
                .addCallbacks(end::complete, failure -> end.completeExceptionally(failure.getCause()))
                .addConsumer(told -> harness.noticeChange()));
        harness.await("the end of a task", end::isDone);
        try {
            return end.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw new AssertionError(thrown.getCause());
        }
    }

    /** Runs {@code body} as a task of the running reactor, waits for its end, and throws what it threw. */
    final void doInTask(ThrowingRunnable body) throws Exception {
        inTask(() -> {
            body.run();
            return null;
        });
    }

    /** Asks for a task that notes, as {@code name failed with ...}, what it fails with. In a turn. */
    final Deferred<?> noteFailureOf(String name, Callable<?> body) {
        return reactor.async(body)
                .addErrorConsumer(failure -> journal.add(
                        name + " failed with " + failure.getCause().getClass().getSimpleName()));
    }

    /** Waits for {@code deferred} and notes what comes of it: {@code name} and the value or the exception's class. */
    final void awaitAndNote(String name, Deferred<?> deferred) {
        try {
            journal.add(name + " " + deferred.await());
        } catch (Exception thrown) {
            journal.add(name + " " + thrown.getClass().getSimpleName());
        }
    }

    /** In a turn: a Deferred that fires with {@code value} soon. */
    final <T> Deferred<T> soon(T value) {
        Deferred<T> later = new Deferred<>();
        reactor.callLater(SOON, () -> later.callback(value));
        return later;
    }

    /** A body that notes that it waits, and how that ends, which only a cancel brings about. */
    final Callable<String> waiting(String name) {
        return () -> {
            journal.add(name + " waits");
            try {
                return new Deferred<String>().await();
            } finally {
                journal.add(name + " ends");
            }
        };
    }

    /** Work off the baton that notes that it runs, and then that it is interrupted, for which it waits. */
    final String waitForInterruption() {
        journal.add("work");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            journal.add("interrupted");
        }
        return "interrupted";
    }

    final String baton() {
        return reactor.isHeldByCurrentThread() ? "with the baton" : "without the baton";
    }
}
