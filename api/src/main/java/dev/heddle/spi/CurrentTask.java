package dev.heddle.spi;

import org.jspecify.annotations.Nullable;

/** Which task runs on the calling thread. A task has a thread of its own, and never moves to another one. */
public final class CurrentTask {

    private static final ThreadLocal<@Nullable RunningTask> CURRENT = new ThreadLocal<>();

    private CurrentTask() {}

    /** Says that the calling thread runs {@code task}, or, with null, that it runs none any more. */
    public static void set(@Nullable RunningTask task) {
        if (task == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(task);
        }
    }

    /** The calling thread's task; null if it runs none. */
    public static @Nullable RunningTask get() {
        return CURRENT.get();
    }

    /** The calling thread, and what it runs, for messages. */
    public static String describe() {
        RunningTask task = CURRENT.get();
        return task == null ? Thread.currentThread() + ", which runs no task" : task.toString();
    }

    /**
     * The calling thread's task.
     *
     * @param call what only a task may call
     * @throws IllegalStateException if the thread runs none
     */
    public static RunningTask require(String call) {
        RunningTask task = CURRENT.get();
        if (task == null) {
            throw new IllegalStateException(call + " was called on " + Thread.currentThread()
                    + ", which runs no task: use it in the body of reactor.async(() -> ...)");
        }
        return task;
    }
}
