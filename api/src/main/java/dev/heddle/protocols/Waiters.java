package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those who wait for something, each with a Deferred of its own. To cancel one only takes that out. */
final class Waiters<T extends @Nullable Object> {

    /** {@code patience} is how many failures it waits through; less than zero for any number. */
    private static final class Waiter<T extends @Nullable Object> {
        final Deferred<T> deferred;
        int patience;

        Waiter(Deferred<T> deferred, int patience) {
            this.deferred = deferred;
            this.patience = patience;
        }
    }

    private final ReactorTime clock;
    private final List<Waiter<T>> waiting = new ArrayList<>();

    Waiters(ReactorTime clock) {
        this.clock = clock;
    }

    Deferred<T> add() {
        return add(-1);
    }

    /** Adds one that fails with the failure of that number, counted from 1. */
    Deferred<T> add(int patience) {
        Deferred<T> added = Owed.by(clock, cancelled -> waiting.removeIf(waiter -> waiter.deferred == cancelled));
        waiting.add(new Waiter<>(added, patience));
        return added;
    }

    /** Gives {@code value} to all who wait now. */
    void fire(T value) {
        takeOut(waiter -> true).forEach(deferred -> deferred.callback(value));
    }

    /** Fails all who wait now. */
    void failAll(Throwable cause) {
        takeOut(waiter -> true).forEach(deferred -> deferred.errback(cause));
    }

    /** Something has failed: fails those whose patience that ends. */
    void countFailure(Throwable cause) {
        takeOut(waiter -> waiter.patience > 0 && --waiter.patience == 0).forEach(deferred -> deferred.errback(cause));
    }

    /** Those callbacks may cancel others of them, so each is looked at when it is its turn. */
    private Iterable<Deferred<T>> takeOut(Predicate<Waiter<T>> wanted) {
        List<Deferred<T>> taken = new ArrayList<>();
        waiting.removeIf(waiter -> {
            boolean out = wanted.test(waiter);
            if (out) {
                taken.add(waiter.deferred);
            }
            return out;
        });
        return () -> taken.stream().filter(deferred -> !deferred.hasFired()).iterator();
    }
}
