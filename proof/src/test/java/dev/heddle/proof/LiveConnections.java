package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many connections there are, and were. */
final class LiveConnections {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<String> faults = new ArrayList<>();
    private int made;
    private int lost;

    /** There is one more. */
    synchronized void made() {
        made++;
    }

    /** There is one less, and this was wrong with it. */
    synchronized void lost(List<String> itsFaults) {
        faults.addAll(itsFaults);
        lost++;
        notifyAll();
    }

    /** Waits until there have been {@code total}, and there are none, with which nothing was wrong. */
    synchronized void awaitNone(int total) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (made < total || lost < made) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("of " + total + " connections " + made + " were made and " + lost + " lost");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        assertThat(faults).isEmpty();
    }
}
