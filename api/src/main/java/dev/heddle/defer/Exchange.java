package dev.heddle.defer;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where those who bring a value meet those who wait for one, both first in, first out: what is common to locks,
 * semaphores and queues (L5, L6).
 *
 * <p>Any thread may come, so a lock guards both rows. No Deferred fires under it: its callbacks are foreign code, and
 * may come back here. A value and a waiter are taken out together under the lock, and the waiter fires after it. Where
 * a cancel was faster the value is put back to the front, and goes to the next.
 *
 * <p><em>Callbacks that bring the next value</em> would fire the next waiter inside the firing of this one, and so on,
 * as deep as there are waiters. So a thread that delivers is noted. If it comes back with another value it leaves that
 * in the row, and delivers it when the callbacks of the present waiter have returned. Until then values and waiters may
 * both be there; a value that comes must not take the place that a waiter keeps free, nor a waiter a value that is
 * meant for one before it.
 */
final class Exchange<T extends @Nullable Object> {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. Wrapped, since a value may be null. */
    private final ArrayDeque<Outcome.Value<T>> values = new ArrayDeque<>();

    /** Guarded by the lock. A set, so that one of many can be cancelled as fast as one of few. */
    private final LinkedHashSet<Deferred<T>> waiters = new LinkedHashSet<>();

    /** Guarded by the lock: the threads that are in {@link #deliver}. */
    private final Set<Thread> delivering = new HashSet<>();

    /** How many values are there for whoever comes next; zero while anybody waits. */
    int countFree() {
        lock.lock();
        try {
            return Math.max(values.size() - waiters.size(), 0);
        } finally {
            lock.unlock();
        }
    }

    /** A Deferred for the next value. */
    Deferred<T> take() {
        return Objects.requireNonNull(take(Integer.MAX_VALUE));
    }

    /** A Deferred for the next value, or null if none is there, and {@code most} wait already. */
    @Nullable
    Deferred<T> take(int most) {
        lock.lock();
        try {
            if (waiters.isEmpty() && !values.isEmpty()) {
                return Deferred.succeed(values.remove().value());
            }
            if (waiters.size() - values.size() >= most) {
                return null;
            }
            Deferred<T> waiter = new Deferred<>(this::forget);
            waiters.add(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Deferred<T> waiter) {
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Brings a value, unless nobody waits for it and {@code most} lie there already; whether it did. */
    boolean put(T value, int most) {
        lock.lock();
        try {
            if (values.size() - waiters.size() >= most) {
                return false;
            }
            values.add(new Outcome.Value<>(value));
        } finally {
            lock.unlock();
        }
        deliver();
        return true;
    }

    /** Brings a value back, of which there are {@code limit}, lent or lying here; false if none is lent. */
    boolean giveBack(T value, int limit) {
        lock.lock();
        try {
            if (values.size() >= limit) {
                return false;
            }
            values.add(new Outcome.Value<>(value));
        } finally {
            lock.unlock();
        }
        deliver();
        return true;
    }

    private void deliver() {
        if (!begin()) {
            return;
        }
        for (Delivery<T> next = next(); next != null; next = next()) {
            if (!next.waiter.fireUnlessFired(next.value.value())) {
                putBack(next.value);
            }
        }
    }

    private record Delivery<T extends @Nullable Object>(Deferred<T> waiter, Outcome.Value<T> value) {}

    /** False if this thread delivers already, further down its stack. */
    private boolean begin() {
        lock.lock();
        try {
            return delivering.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Null, which also ends the delivering, if there is nothing to deliver. */
    private @Nullable Delivery<T> next() {
        lock.lock();
        try {
            if (values.isEmpty() || waiters.isEmpty()) {
                delivering.remove(Thread.currentThread());
                return null;
            }
            return new Delivery<>(waiters.removeFirst(), values.remove());
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Outcome.Value<T> value) {
        lock.lock();
        try {
            values.addFirst(value);
        } finally {
            lock.unlock();
        }
    }
}
