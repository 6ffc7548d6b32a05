package dev.heddle.core;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timed calls side by side in an array, in no order. A call knows its place, so that it can leave in one step wherever
 * it stands, and it is in one list at most: when it leaves, the last one takes its place.
 *
 * <p>An array, rather than links from call to call, lets a processor fetch many calls of a long list at the same time.
 */
sealed class CallList permits CallQueue {

    private static final int LEAST = 8;

    /** A longer array is given back when it is no longer needed. */
    static final int MOST_KEPT = 64;

    static final @Nullable TimedCall[] NONE = {};

    @Nullable
    TimedCall[] calls = NONE;

    /** Where the next call is appended. */
    int end;

    boolean isEmpty() {
        return end == 0;
    }

    final TimedCall at(int index) {
        return Objects.requireNonNull(calls[index]);
    }

    final void append(TimedCall call) {
        if (end == calls.length) {
            makeRoom(1);
        }
        put(call, end++);
    }

    final void put(TimedCall call, int index) {
        calls[index] = call;
        call.list = this;
        call.index = index;
    }

    /** Sees to it that {@code count} more calls can be put in. */
    void makeRoom(int count) {
        calls = Arrays.copyOf(calls, Math.max(LEAST, Math.max(2 * end, end + count)));
    }

    /** Takes out {@code call}, which is in this list. */
    void remove(TimedCall call) {
        put(at(--end), call.index);
        calls[end] = null;
        call.list = null;
    }

    /** Forgets all calls, which are in other lists by now. */
    final void clear() {
        if (calls.length > MOST_KEPT) {
            calls = NONE;
        } else {
            Arrays.fill(calls, 0, end, null);
        }
        end = 0;
    }
}
