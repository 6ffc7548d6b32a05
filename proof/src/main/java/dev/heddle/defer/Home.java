package dev.heddle.defer;

import dev.heddle.ReactorThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** As much of a reactor as a chain needs to move there. Its turns are made by {@link #runAll}. */
final class Home implements ReactorThreads {

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread holder;

    @Override
    public boolean isHeldByCurrentThread() {
        return holder == Thread.currentThread();
    }

    @Override
    public void callFromThread(Runnable task) {
        tasks.add(task);
    }

    void runAll() {
        holder = Thread.currentThread();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        holder = null;
    }

    @Override
    public <T extends @Nullable Object> T blockingCallFromThread(Callable<T> task) {
        throw new UnsupportedOperationException("nobody waits here");
    }

    @Override
    public <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work) {
        throw new UnsupportedOperationException("no threads");
    }

    @Override
    public <T extends @Nullable Object> Deferred<T> deferToThread(Executor executor, Callable<T> work) {
        throw new UnsupportedOperationException("no threads");
    }
}
