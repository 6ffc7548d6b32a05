package dev.heddle.benchmarks.arms;

/** A timer in a list of a {@link TimerWheel}, or the head of such a list. One that is in no list is linked to itself. */
final class TimerLink {

    final Runnable function;
    long deadlineNanos;

    private TimerLink previous = this;
    private TimerLink next = this;

    TimerLink(long deadlineNanos, Runnable function) {
        this.deadlineNanos = deadlineNanos;
        this.function = function;
    }

    static TimerLink head() {
        return new TimerLink(0, () -> {});
    }

    /** Whether it is in a list; of a head, whether there is something in its list. */
    boolean isLinked() {
        return next != this;
    }

    TimerLink next() {
        return next;
    }

    /** Puts {@code last}, which is in no list, at the end of this head's list. */
    void append(TimerLink last) {
        last.previous = previous;
        last.next = this;
        previous.next = last;
        previous = last;
    }

    void unlink() {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
    }

    /** Puts all that is in the list of {@code other} into this head's list, which is empty. */
    void takeAll(TimerLink other) {
        if (other.isLinked()) {
            next = other.next;
            previous = other.previous;
            next.previous = this;
            previous.next = this;
            other.next = other;
            other.previous = other;
        }
    }

    /** Of this head's list, in which there is something. */
    long earliestNanos() {
        long earliestNanos = next.deadlineNanos;
        for (TimerLink timer = next.next; timer != this; timer = timer.next) {
            earliestNanos = Math.min(earliestNanos, timer.deadlineNanos);
        }
        return earliestNanos;
    }
}
