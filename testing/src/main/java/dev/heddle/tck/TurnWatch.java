package dev.heddle.tck;

import dev.heddle.Reactor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks at the turns of a reactor: whether each holds the baton, and whether two run at the same time. What it finds
 * wrong is in {@link #faults}.
 */
final class TurnWatch {

    private static final int YIELDS_PER_TURN = 3;

    private final Reactor reactor;
    private final AtomicReference<String> inside = new AtomicReference<>("");
    private final AtomicInteger entered = new AtomicInteger();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** Guarded by nothing but the baton, which is the point. */
    private int left;

    TurnWatch(Reactor reactor) {
        this.reactor = reactor;
    }

    /** To be called in every callback, which is of that {@code kind}. */
    @SuppressWarnings("ThreadPriorityCheck") // the yields only give a mistake a chance to show
    void see(String kind) {
        if (!reactor.isHeldByCurrentThread()) {
            faults.add(kind + " ran without the baton");
        }
        String other = inside.getAndSet(kind);
        if (!other.isEmpty()) {
            faults.add(kind + " ran while " + other + " did");
        }
        entered.incrementAndGet();
        int leftBefore = left;
        for (int i = 0; i < YIELDS_PER_TURN; i++) {
            Thread.yield();
        }
        left = leftBefore + 1;
        inside.set("");
    }

    /** A callback that does no more than be seen. */
    Runnable seen(String kind) {
        return () -> see(kind);
    }

    /** Everything that was wrong, which includes writes that were not seen by a later turn. In a turn. */
    List<String> faults() {
        if (left != entered.get()) {
            faults.add((entered.get() - left) + " of " + entered.get() + " writes were lost");
        }
        return List.copyOf(faults);
    }
}
