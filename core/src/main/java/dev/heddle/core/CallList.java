package dev.heddle.core;

import java.util.Arrays;

/**
 * Timed calls in a ring of links, so that a call can leave in one step wherever it stands, and belongs to one list at
 * most. The list itself is the link between its last and its first call.
 */
final class CallList extends CallLink {

    boolean isEmpty() {
        return next == this;
    }

    /** The first call of a list that is not empty. */
    TimedCall first() {
        return (TimedCall) next;
    }

    private TimedCall last() {
        return (TimedCall) previous;
    }

    void append(TimedCall call) {
        call.insertBefore(this);
    }

    /** Whether {@code call} may be appended to this list, which is in order, and leave it in order. */
    boolean endsBefore(TimedCall call) {
        return isEmpty() || last().compareTo(call) <= 0;
    }

    /** Moves the calls of {@code others}, in whatever order they are, into this list, which is in order and stays so. */
    void merge(CallList others) {
        TimedCall[] incoming = others.takeAll();
        Arrays.sort(incoming);
        CallLink place = next;
        for (TimedCall call : incoming) {
            if (endsBefore(call)) {
                append(call);
            } else {
                while (((TimedCall) place).compareTo(call) <= 0) {
                    place = place.next;
                }
                call.insertBefore(place);
            }
        }
    }

    private TimedCall[] takeAll() {
        int count = 0;
        for (CallLink link = next; link != this; link = link.next) {
            count++;
        }
        TimedCall[] calls = new TimedCall[count];
        for (int i = 0; i < count; i++) {
            calls[i] = first();
            calls[i].unlink();
        }
        return calls;
    }
}
