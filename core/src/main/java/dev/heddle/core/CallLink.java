package dev.heddle.core;

/** A place in the ring of a {@link CallList}. A link that is in no list points at itself. */
abstract sealed class CallLink permits CallList, TimedCall {

    CallLink previous = this;
    CallLink next = this;

    final void unlink() {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
    }

    final void insertBefore(CallLink after) {
        previous = after.previous;
        next = after;
        previous.next = this;
        after.previous = this;
    }
}
