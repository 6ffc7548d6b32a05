package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatonTest {

    private static final int WAITERS = 20;
    private static final int ENOUGH = 1_000_000;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Baton baton = new Baton();

    /** How many turns had been made when each of the waiters got the baton. The baton's. */
    private final List<Integer> served = new ArrayList<>();

    /** The baton's. */
    private int turns;

    @Test
    @DisplayName("M8: a thread that waits gets the baton after so many turns of one that never waits")
    void whoeverWaitsGetsTheBaton() throws Exception {
        baton.take();
        for (int waiter = 1; waiter <= WAITERS; waiter++) {
            int before = turns;
            Thread waiting = startWaiter();
            makeTurnsUntilServed(waiter);
            waiting.join();

            assertThat(served.getLast() - before).isLessThanOrEqualTo(Baton.TURNS_OUT_OF_ORDER);
        }
        baton.release();
    }

    @Test
    @DisplayName("M8: threads that wait get the baton in turn, after so many turns each")
    void waitersAreServedInTurn() throws Exception {
        baton.take();
        List<Thread> waiting = new ArrayList<>();
        for (int waiter = 1; waiter <= WAITERS; waiter++) {
            waiting.add(startWaiter());
        }

        makeTurnsUntilServed(WAITERS);
        baton.release();
        for (Thread waiter : waiting) {
            waiter.join();
        }

        int before = 0;
        for (int now : served) {
            assertThat(now - before).isLessThanOrEqualTo(Baton.TURNS_OUT_OF_ORDER);
            before = now;
        }
    }

    /** As a flooded connection does: a turn, and the next one at once. */
    private void makeTurnsUntilServed(int count) {
        while (served.size() < count && turns < ENOUGH) {
            turns++;
            baton.turnEnds();
            baton.release();
            baton.take();
        }
    }

    /** A thread that waits for the baton when this returns. */
    private Thread startWaiter() {
        Thread waiter = Thread.ofPlatform().start(() -> {
            baton.take();
            served.add(turns);
            baton.release();
        });
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (waiter.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime() - deadline).as("waited in vain").isNegative();
            Thread.onSpinWait();
        }
        return waiter;
    }
}
