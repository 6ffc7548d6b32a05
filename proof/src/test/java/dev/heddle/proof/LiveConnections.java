package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How many connections were asked for, made and lost. */
final class LiveConnections {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<String> faults = new ArrayList<>();
    private int asked;
    private int made;
    private int lost;

    /**
     * Waits until fewer than {@code most} are asked for and not yet made, and counts one that is asked for now.
     *
     * <p>A system whose queue of connections to be accepted is full drops the end of a handshake, and if the client resets the connection
     * before that is sent again, nobody ever hears of it. So where each is to be counted, {@code most} must be less than the backlog.
     */
    synchronized void ask(int most) throws InterruptedException {
        await(() -> asked - made < most);
        asked++;
    }

    /** There is one more. */
    synchronized void made() {
        made++;
        notifyAll();
    }

    /** There is one less, and this was wrong with it. */
    synchronized void lost(List<String> itsFaults) {
        faults.addAll(itsFaults);
        lost++;
        notifyAll();
    }

    /** Waits until all that were asked for, and made, are lost; nothing may have been wrong with one of them. */
    synchronized void awaitNone() throws InterruptedException {
        await(() -> made >= asked && lost == made);
        assertThat(faults).isEmpty();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "of " + asked + " connections asked for " + made + " were made, and " + lost + " lost");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
