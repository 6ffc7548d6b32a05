package dev.heddle.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Threads that do something at the same time. */
final class Crowd {

    private Crowd() {}

    /** What each of the threads does. */
    @FunctionalInterface
    interface Task {
        /** Does it, as the thread with the number {@code index}, which counts from zero. */
        void run(int index) throws Exception;
    }

    /** Runs {@code task} on {@code count} threads, which begin together, and waits for all of them. */
    static void run(int count, Task task) throws Exception {
        var barrier = new CyclicBarrier(count);
        List<FutureTask<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            calls.add(new FutureTask<>(() -> {
                barrier.await();
                task.run(index);
                return true;
            }));
        }
        calls.forEach(Thread.ofPlatform().name("crowd-", 0)::start);
        for (FutureTask<Boolean> call : calls) {
            awaitEnd(call);
        }
    }

    private static void awaitEnd(FutureTask<Boolean> call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException thrown) {
            throw new AssertionError("a thread of the crowd threw " + thrown.getCause(), thrown.getCause());
        }
    }

    /** Runs {@code task} on one other thread, and waits for it. */
    static void runElsewhere(Task task) throws Exception {
        run(1, task);
    }
}
