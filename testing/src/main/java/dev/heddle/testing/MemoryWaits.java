package dev.heddle.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How threads wait in a world: with the world's lock let go of, and the steps of the world made where it is stepped. */
final class MemoryWaits {

    private final MemoryWorld world;

    MemoryWaits(MemoryWorld world) {
        this.world = world;
    }

    /** Waits for {@code condition}, up to the {@link WaitLimit}, and lets the clock jump. */
    void await(String what, BooleanSupplier condition) {
        awaitWithin(what, condition, true);
    }

    /** Waits, up to the {@link WaitLimit}, until there is nothing left to do at the present time. */
    void settle() {
        awaitWithin("the reactors to be at rest: something is always due", world::isAtRest, false);
    }

    private void awaitWithin(String what, BooleanSupplier condition, boolean jumps) {
        world.lock.lock();
        try {
            long deadline = System.nanoTime() + WaitLimit.get().toNanos();
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what + world.seedNote());
                }
                if (!world.stepOnce() && !(jumps && world.jump())) {
                    world.changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        } finally {
            world.lock.unlock();
        }
    }

    /** Waits, for a reactor, until {@code done}, and lets the clock jump. */
    void awaitUninterruptibly(BooleanSupplier done) {
        world.lock.lock();
        try {
            while (!done.getAsBoolean()) {
                if (!world.stepOnce() && !world.jump()) {
                    world.changed.awaitUninterruptibly();
                }
            }
        } finally {
            world.lock.unlock();
        }
    }

    /** Lets everything that is due within {@code duration} happen at its own time. */
    void pass(Duration duration) {
        long end = world.nanoTime() + duration.toNanos();
        settle();
        while (world.moveTowards(end)) {
            settle();
        }
    }
}
