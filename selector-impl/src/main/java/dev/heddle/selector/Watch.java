package dev.heddle.selector;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A select on a second thread, so that the loop can wait for a moment that select cannot hit: its timeouts are whole
 * milliseconds, and those of {@link java.util.concurrent.locks.LockSupport#parkNanos} are not.
 *
 * <p>Once begun, a watch goes on for as many waits as it takes until a key is ready or the selector is woken. Only one
 * thread is in select at any time. Methods are for the loop; the second thread is made for the first watch.
 */
final class Watch implements AutoCloseable {

    private final Selector selector;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("heddle-watch").factory());

    /** What the second thread hands over: the keys that are ready, if any. */
    private final BlockingQueue<List<SelectionKey>> found = new ArrayBlockingQueue<>(1);

    private boolean on;
    private boolean stale;

    /** Why select failed. Handed over with the keys. */
    private @Nullable IOException failure;

    Watch(Selector selector) {
        this.selector = selector;
    }

    /** Whether the selector belongs to the second thread. */
    boolean isOn() {
        return on;
    }

    void begin() {
        on = true;
        stale = false;
        thread.execute(this::select);
    }

    private void select() {
        List<SelectionKey> keys = new ArrayList<>();
        try {
            selector.select(keys::add);
        } catch (IOException broken) {
            failure = broken;
        }
        found.add(keys);
    }

    /** There is something that only a select sees that begins later, so the next wait ends this one. */
    void renew() {
        stale = true;
    }

    /**
     * Waits until the watch is over, or, unless it is to be renewed, for {@code limitNanos}.
     *
     * @return the keys that it found
     */
    List<SelectionKey> await(long limitNanos) throws IOException {
        List<SelectionKey> keys = stale ? end() : take(limitNanos);
        if (keys == null) {
            return List.of();
        }
        on = false;
        if (failure != null) {
            throw failure;
        }
        return keys;
    }

    /** An interrupt does not end this wait: what is told next counts on a select in between. */
    private List<SelectionKey> end() {
        selector.wakeup();
        List<SelectionKey> keys = null;
        while (keys == null) {
            keys = take(Long.MAX_VALUE);
        }
        return keys;
    }

    private @Nullable List<SelectionKey> take(long limitNanos) {
        try {
            return found.poll(limitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            return null; // it ends this wait, and no more: whom it was meant for is not known (M7)
        }
    }

    @Override
    public void close() throws IOException {
        renew();
        if (on) {
            await(0);
        }
        thread.close();
    }
}
