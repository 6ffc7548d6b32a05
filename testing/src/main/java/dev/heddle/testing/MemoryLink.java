package dev.heddle.testing;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction from one machine to another: what it carries arrives in order, each piece at a time of its own. While the two
 * are partitioned, nothing arrives, and all of it does when they are not any more. The world's lock guards everything.
 */
final class MemoryLink {

    /** Something on its way. */
    private record Piece(long arrivesAtNanos, Runnable arrival) {}

    private final MemoryTraffic traffic;
    private final MemoryHost from;
    private final MemoryHost to;
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private long lastArrivesAtNanos;

    MemoryLink(MemoryTraffic traffic, MemoryHost from, MemoryHost to) {
        this.traffic = traffic;
        this.from = from;
        this.to = to;
    }

    MemoryTraffic traffic() {
        return traffic;
    }

    /** Has {@code arrival} called when it gets to the other end, which in a perfect network is at once. */
    void carry(Runnable arrival) {
        if (pieces.isEmpty() && traffic.isPerfect() && !isCut()) {
            arrival.run();
        } else {
            carry(arrival, traffic.isPerfect() ? 0 : traffic.delayNanos());
        }
    }

    /** Has {@code arrival} called after {@code delayNanos}, and not before what is on its way already. */
    void carry(Runnable arrival, long delayNanos) {
        lastArrivesAtNanos = Math.max(lastArrivesAtNanos, traffic.nanoTime() + delayNanos);
        pieces.add(new Piece(lastArrivesAtNanos, arrival));
        traffic.nowBusy(this);
    }

    private boolean isCut() {
        return traffic.isCut(from, to);
    }

    boolean isIdle() {
        return pieces.isEmpty();
    }

    boolean isDue() {
        return nextNanos() <= traffic.nanoTime();
    }

    long nextNanos() {
        Piece next = pieces.peek();
        if (next == null || isCut()) {
            return Long.MAX_VALUE;
        }
        return traffic.isHurried() ? traffic.nanoTime() : next.arrivesAtNanos();
    }

    void arrive() {
        pieces.remove().arrival().run();
    }
}
