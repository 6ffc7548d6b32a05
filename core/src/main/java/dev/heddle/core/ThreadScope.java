package dev.heddle.core;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that end before their scope is closed: the only place in which a reactor makes threads.
 *
 * <p>The JDK's structured concurrency would do the same and is a preview up to JDK 27. This is the little of it that a
 * reactor needs; it waits, with a limit, and names those that did not end.
 */
public final class ThreadScope {

    private static final boolean ONE_PROCESSOR = Runtime.getRuntime().availableProcessors() == 1;

    /** As long as it may take to wake a processor that sleeps, and then a turn. */
    private static final long LOOK_NANOS = 50_000;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    ThreadScope() {}

    /** Runs {@code work} on a new virtual thread of this scope. From any thread. */
    public void start(String name, Runnable work) {
        start(Thread.ofVirtual().name(name), work);
    }

    /** Runs {@code work} on a new platform thread of this scope, which does not keep the JVM. From any thread. */
    public void startOnPlatform(String name, Runnable work) {
        start(Thread.ofPlatform().daemon().name(name), work);
    }

    /**
     * Has {@code look} run until the scope is closed, again and again with a pause, on a platform thread: it does not
     * wait for a carrier.
     */
    void repeat(String name, Duration pause, Runnable look) {
        start(Thread.ofPlatform().daemon().name(name), () -> {
            while (!Thread.currentThread().isInterrupted()) {
                look.run();
                LockSupport.parkNanos(this, pause.toNanos());
            }
        });
    }

    private void start(Thread.Builder kind, Runnable work) {
        Thread thread = kind.unstarted(() -> {
            try {
                work.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    /** Whether the calling thread is one of this scope. */
    boolean holdsCurrentThread() {
        return threads.contains(Thread.currentThread());
    }

    /** The names of the threads that have not ended. */
    List<String> names() {
        return threads.stream().map(Thread::getName).toList();
    }

    /** Whether there are threads that have not ended, and each is in {@link System#exit}, or a task that waits for one. */
    boolean isLeftInExit() {
        return threads.stream().anyMatch(ThreadScope::isInExit)
                && threads.stream().allMatch(thread -> isInExit(thread) || isIn(thread, Loan.class, "borrow"));
    }

    /**
     * Interrupts all threads and waits until they have ended, or the limit is reached; what is left then is named in
     * the log. No thread may be started any more.
     */
    void close(Duration limit) {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= joinUntil(deadline, thread);
        }
        for (Thread thread : threads) {
            if (thread.isAlive()) {
                Log.warning("still running " + limit + " after the reactor stopped: " + thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for {@code thread}, also when interrupted; whether it was. */
    private static boolean joinUntil(long deadline, Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
                return interrupted;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
    }

    /**
     * Whether {@code event} comes while the calling thread looks for it, which it does if it has nothing else to do and
     * would be expensive to wake: a platform thread, where there are other processors. In most cases the carrier of who
     * brings the event has to be woken, too, and both together take longer than most turns (0018).
     */
    static boolean comesSoon(BooleanSupplier event) {
        if (ONE_PROCESSOR || Thread.currentThread().isVirtual()) {
            return false;
        }
        long begunNanos = System.nanoTime();
        do {
            if (event.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() - begunNanos < LOOK_NANOS);
        return false;
    }

    /** A platform thread, which belongs to no scope, and does not run yet. */
    static Thread platform(String name, Runnable work) {
        return Thread.ofPlatform().name(name).unstarted(work);
    }

    /** Whether {@code thread} is in {@link System#exit}, where it waits for shutdown hooks and whence it never returns. */
    static boolean isInExit(Thread thread) {
        return isIn(thread, Runtime.class, "exit");
    }

    /** Whether {@code thread} has called {@code method}, and that has not returned. */
    static boolean isIn(Thread thread, Class<?> owner, String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(call -> call.getClassName().equals(owner.getName())
                        && call.getMethodName().equals(method));
    }
}
