package dev.heddle.testing;

import dev.heddle.core.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reactors of a world go, on the thread of whoever waits: one step after the other, where a step is one pass of a
 * reactor, one piece of work beside it, or the arrival of something that was sent. Which of the possible steps comes next is drawn from a seed, so that one seed
 * always gives the same sequence.
 *
 * <p>The thread that steps holds no lock of the world's and no baton.
 */
final class MemorySteps {

    private final MemoryWorld world;
    private final long seed;
    private final Random random;

    /** Held while a step is made. Work beside a reactor that waits for one makes steps inside its own. */
    private final ReentrantLock stepping = new ReentrantLock();

    /** Work beside reactors that has not begun. The world's lock guards it. */
    private final List<Runnable> work = new ArrayList<>();

    MemorySteps(MemoryWorld world, long seed) {
        this.world = world;
        this.seed = seed;
        random = new Random(seed);
    }

    long seed() {
        return seed;
    }

    /** What everything is drawn from. With the world's lock held. */
    Random random() {
        return random;
    }

    /** Has {@code task} run as a step of its own. */
    void runBeside(Runnable task) {
        world.lock.lock();
        try {
            work.add(task);
        } finally {
            world.lock.unlock();
        }
        world.noticeChange();
    }

    /** Whether there is work that has not begun. With the world's lock held. */
    boolean hasWork() {
        return !work.isEmpty();
    }

    /** Makes one step, if there is one to be made; whether it did. Without the world's lock. */
    boolean step(List<MemoryDriver> drivers) {
        if (!stepping.tryLock()) {
            return false;
        }
        try {
            Runnable chosen = choose(drivers);
            if (chosen == null) {
                return false;
            }
            chosen.run();
        } finally {
            stepping.unlock();
        }
        world.noticeChange();
        return true;
    }

    private @Nullable Runnable choose(List<MemoryDriver> drivers) {
        world.lock.lock();
        try {
            List<Runnable> possible = new ArrayList<>(work);
            possible.addAll(world.traffic.arrivals());
            for (MemoryDriver driver : drivers) {
                if (driver.canStep()) {
                    possible.add(driver.step());
                }
            }
            if (possible.isEmpty()) {
                return null;
            }
            Runnable chosen = possible.get(random.nextInt(possible.size()));
            work.remove(chosen);
            return chosen;
        } finally {
            world.lock.unlock();
        }
    }

    /** How a driver is stepped, and how it begins and ends. */
    static final class Stepped {

        private final MemoryWorld world;
        private final MemoryDriver driver;
        private final Turns turns;
        private volatile boolean over;

        /** What is to run when the reactor is over; null if {@code run} waits for that itself. */
        private @Nullable Runnable life;

        Stepped(MemoryWorld world, MemoryDriver driver, Turns turns) {
            this.world = world;
            this.driver = driver;
            this.turns = turns;
        }

        void start(Runnable life) {
            this.life = life;
            world.add(driver);
        }

        /** On {@code run} makes steps until the reactor is over; after {@code start} it is over already. */
        void loop() {
            if (!over) {
                world.add(driver);
                helpUntil(() -> over);
            }
        }

        void helpUntil(BooleanSupplier done) {
            world.stepUntil(done);
        }

        /** One pass; and the end of the reactor, if that was the last. */
        void pass(Runnable deliver) {
            driver.beginPass();
            long waitNanos = turns.turn(deliver);
            driver.endPass(waitNanos);
            if (waitNanos == Turns.OVER) {
                world.remove(driver);
                over = true;
                if (life != null) {
                    life.run();
                }
            }
        }
    }
}
