package dev.heddle.benchmarks.arms;

/** A timer that knows its place in a {@link TimerHeap}. */
final class TimerNode {

    final Runnable function;
    long deadlineNanos;
    int place;

    TimerNode(long deadlineNanos, Runnable function) {
        this.deadlineNanos = deadlineNanos;
        this.function = function;
    }
}
