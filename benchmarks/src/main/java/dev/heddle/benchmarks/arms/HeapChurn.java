package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.TimerArm;

/** Timers in a heap that are cancelled or moved. */
final class HeapChurn extends LoopChurn {

    /** Confined to the loop, as are the fields below. */
    private final TimerHeap timers;

    private final TimerNode[] outstanding;

    HeapChurn(LoopArm loop, TimerHeap timers, int outstanding) {
        super(loop, outstanding);
        this.timers = timers;
        this.outstanding = new TimerNode[outstanding];
    }

    @Override
    void schedule(int victim) {
        outstanding[victim] = new TimerNode(System.nanoTime() + TimerArm.HOUR_NANOS, call);
        timers.add(outstanding[victim]);
    }

    @Override
    boolean cancel(int victim) {
        boolean isThere = isThere(outstanding[victim]);
        timers.remove(outstanding[victim]);
        return isThere;
    }

    @Override
    void move(int victim) {
        timers.move(outstanding[victim], System.nanoTime() + TimerArm.HOUR_NANOS);
    }

    @Override
    boolean isInPlace(int victim, long dueNanos) {
        return isThere(outstanding[victim]) && outstanding[victim].deadlineNanos - dueNanos >= 0;
    }

    private boolean isThere(TimerNode timer) {
        return timer.place < timers.size && timers.nodes[timer.place] == timer;
    }
}
