package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.TimerArm;
import java.util.Arrays;

/** A 4-ary heap of timers, the earliest deadline on top. Each one knows its place, so it can be removed and moved. */
final class TimerHeap implements TimerThread.Timers {

    private static final int CHILDREN = 4;

    TimerNode[] nodes = new TimerNode[1024];
    int size;

    @Override
    public long nanosToNext() {
        return size == 0 ? Long.MAX_VALUE : nodes[0].deadlineNanos - System.nanoTime();
    }

    @Override
    public void runDue(long nowNanos) {
        while (size > 0 && nodes[0].deadlineNanos - nowNanos <= 0) {
            TimerNode due = nodes[0];
            remove(due);
            due.function.run();
        }
    }

    void add(TimerNode node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        size++;
        siftUp(node, size - 1);
    }

    @SuppressWarnings("NullAway") // null beyond the size, where nobody looks
    void remove(TimerNode node) {
        size--;
        TimerNode last = nodes[size];
        nodes[size] = null;
        if (last != node) {
            settle(last, node.place);
        }
    }

    /** Has the loop to which the heap is confined add a timer; it may be called from any thread. */
    TimerArm.Scheduled addThrough(LoopArm loop, long delayNanos, Runnable call) {
        TimerNode timer = new TimerNode(System.nanoTime() + delayNanos, call);
        loop.post(() -> add(timer));
        return cancelled -> loop.post(() -> {
            remove(timer);
            cancelled.run();
        });
    }

    void move(TimerNode node, long deadlineNanos) {
        node.deadlineNanos = deadlineNanos;
        settle(node, node.place);
    }

    private void settle(TimerNode node, int place) {
        siftDown(node, place);
        if (node.place == place) {
            siftUp(node, place);
        }
    }

    private void siftUp(TimerNode node, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            if (nodes[parent].deadlineNanos - node.deadlineNanos <= 0) {
                break;
            }
            put(nodes[parent], place);
            place = parent;
        }
        put(node, place);
    }

    private void siftDown(TimerNode node, int from) {
        int place = from;
        while (CHILDREN * place + 1 < size) {
            int child = earliestChild(place);
            if (node.deadlineNanos - nodes[child].deadlineNanos <= 0) {
                break;
            }
            put(nodes[child], place);
            place = child;
        }
        put(node, place);
    }

    private int earliestChild(int place) {
        int earliest = CHILDREN * place + 1;
        int end = Math.min(earliest + CHILDREN, size);
        for (int child = earliest + 1; child < end; child++) {
            if (nodes[child].deadlineNanos - nodes[earliest].deadlineNanos < 0) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void put(TimerNode node, int place) {
        nodes[place] = node;
        node.place = place;
    }
}
