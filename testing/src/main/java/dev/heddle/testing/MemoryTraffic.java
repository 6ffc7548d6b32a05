package dev.heddle.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What is on its way in a world, and what befalls it there: conditions of the network, in draws from the seed of the world, and
 * partitions. The world's lock guards everything.
 */
final class MemoryTraffic {

    private final MemoryWorld world;

    /** In the order in which they got something to carry. */
    private final Set<MemoryLink> busy = new LinkedHashSet<>();

    private final Set<Set<MemoryHost>> partitions = new HashSet<>();
    private NetworkConditions conditions = NetworkConditions.perfect();
    private boolean hurried;

    MemoryTraffic(MemoryWorld world) {
        this.world = world;
    }

    void setConditions(NetworkConditions conditions) {
        this.conditions = conditions;
    }

    void partition(MemoryHost one, MemoryHost other) {
        partitions.add(Set.of(one, other));
    }

    void heal(MemoryHost one, MemoryHost other) {
        partitions.remove(Set.of(one, other));
    }

    /** From now on all arrives at once, what is on its way included. */
    void hurry() {
        hurried = true;
        conditions = NetworkConditions.perfect();
        partitions.clear();
    }

    boolean isHurried() {
        return hurried;
    }

    boolean isCut(MemoryHost from, MemoryHost to) {
        return from != to && !partitions.isEmpty() && partitions.contains(Set.of(from, to));
    }

    /** Whether all arrives at once and whole, as far as conditions go. */
    boolean isPerfect() {
        return conditions.equals(NetworkConditions.perfect());
    }

    long nanoTime() {
        return world.nanoTime();
    }

    // Draws.

    /** How long the next piece of a connection takes. */
    long delayNanos() {
        long nanos = latencyNanos();
        long again = NetworkConditions.RESENT_AFTER.toNanos();
        while (draw(conditions.loss())) {
            nanos += again;
            again *= 2;
        }
        return nanos;
    }

    /** How long the next datagram takes. */
    long latencyNanos() {
        long least = conditions.leastLatency().toNanos();
        long most = conditions.mostLatency().toNanos();
        return least == most ? least : random().nextLong(least, most + 1);
    }

    /** How many of {@code bytes} travel in one piece. */
    int segment(int bytes) {
        int most = Math.min(bytes, conditions.largestSegment());
        return most == bytes && isPerfect() ? bytes : random().nextInt(most) + 1;
    }

    boolean losesDatagram() {
        return draw(conditions.loss());
    }

    boolean resets() {
        return draw(conditions.resets());
    }

    boolean refuses() {
        return draw(conditions.refusals());
    }

    private boolean draw(double share) {
        return share > 0 && random().nextDouble() < share;
    }

    private Random random() {
        return world.steps().random();
    }

    // What is on its way.

    void nowBusy(MemoryLink link) {
        busy.add(link);
        world.noticeChange();
    }

    /** What can arrive now, each as a step. */
    List<Runnable> arrivals() {
        List<Runnable> due = new ArrayList<>();
        for (MemoryLink link : busy) {
            if (link.isDue()) {
                due.add(() -> arrive(link));
            }
        }
        return due;
    }

    private void arrive(MemoryLink link) {
        world.lock.lock();
        try {
            link.arrive();
            if (link.isIdle()) {
                busy.remove(link);
            }
        } finally {
            world.lock.unlock();
        }
    }

    boolean hasArrivals() {
        return busy.stream().anyMatch(MemoryLink::isDue);
    }

    /** When the next piece arrives; never, if there is none that can. */
    long nextNanos() {
        return busy.stream().mapToLong(MemoryLink::nextNanos).min().orElse(Long.MAX_VALUE);
    }
}
