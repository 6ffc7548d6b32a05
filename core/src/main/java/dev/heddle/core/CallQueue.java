package dev.heddle.core;

import java.util.Arrays;

/** Timed calls in order, of which mostly the first is taken. Another that leaves makes a hole, which is null. */
final class CallQueue extends CallList {

    /** Where the first call is. Neither it nor the last is a hole. */
    private int begin;

    @Override
    boolean isEmpty() {
        return begin == end;
    }

    /** The first call of a queue that is not empty. */
    TimedCall first() {
        return at(begin);
    }

    /** Whether {@code call} may be appended to this queue and leave it in order. */
    boolean endsBefore(TimedCall call) {
        return isEmpty() || at(end - 1).compareTo(call) <= 0;
    }

    /** Moves the calls of {@code others}, in whatever order they are, into this queue, which stays in order. */
    void merge(CallList others) {
        int incoming = others.end;
        Arrays.sort(others.calls, 0, incoming);
        if (calls.length - end < incoming) {
            makeRoom(incoming);
        }
        int last = end - 1;
        int to = end + incoming;
        end = to;
        while (incoming > 0) {
            if (last >= begin && calls[last] == null) {
                last--;
            } else if (last >= begin && at(last).compareTo(others.at(incoming - 1)) > 0) {
                put(at(last--), --to);
            } else {
                put(others.at(--incoming), --to);
            }
        }
        Arrays.fill(calls, last + 1, to, null);
        others.clear();
        trim();
    }

    /** Closes the holes, and takes a longer array only if that does not make half of this one free. */
    @Override
    void makeRoom(int count) {
        int kept = 0;
        for (int index = begin; index < end; index++) {
            if (calls[index] != null) {
                put(at(index), kept++);
            }
        }
        Arrays.fill(calls, kept, end, null);
        begin = 0;
        end = kept;
        if (calls.length < 2 * (kept + count)) {
            super.makeRoom(count);
        }
    }

    @Override
    void remove(TimedCall call) {
        calls[call.index] = null;
        call.list = null;
        trim();
    }

    private void trim() {
        while (begin < end && calls[begin] == null) {
            begin++;
        }
        if (begin == end) {
            startAnew();
            return;
        }
        while (calls[end - 1] == null) {
            end--;
        }
    }

    /** Keeps the array for as many calls again, unless it has become much too long. */
    private void startAnew() {
        if (calls.length > MOST_KEPT && calls.length > 8 * end) {
            calls = NONE;
        }
        begin = 0;
        end = 0;
    }
}
