package dev.heddle.tck;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorOptions;
import dev.heddle.testing.WaitLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What the sections on time share: a clock that moves only when a test says so. */
abstract class StoppedClockContract extends ReactorContract {

    /** The shortest time there is. */
    static final Duration ONE = Duration.ofNanos(1);

    static final Duration HOUR = Duration.ofHours(1);

    /** The clock of the reactor, where {@link #stopClock} had to give it one; otherwise null. */
    private @Nullable ManualClock clock;

    StoppedClockContract() {}

    /** Makes the reactor one whose clock stands still but for {@link #pass}. A world of memory is like that anyway. */
    final void stopClock() {
        stopClock(ReactorOptions.defaults());
    }

    /** As {@link #stopClock()}, with options for the rest. */
    final void stopClock(ReactorOptions options) {
        if (harness instanceof MemoryHarness) {
            start(options);
        } else {
            clock = new ManualClock();
            start(options.withClock(clock));
        }
    }

    /** Has the clock show so much more, whatever the reactor does. */
    final void advanceClock(Duration duration) {
        if (clock == null) {
            ((MemoryHarness) harness).advanceClock(duration);
        } else {
            clock.advance(duration);
        }
    }

    /** Lets exactly so much time go by, and what is due then be called. */
    final void pass(Duration duration) throws Exception {
        advanceClock(duration);
        settle();
    }

    /** Lets time go by, step by step, until something has come about that needs an unknown number of them. */
    final void passUntil(String what, Duration step, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + WaitLimit.get().toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("let time go by in vain for " + what);
            }
            pass(step);
        }
    }

    /** The calls that were made, by name, without what {@link #settle} notes. */
    final List<String> called() {
        return journal.lines().stream().filter(line -> !line.equals("settled")).toList();
    }

    final DelayedCall callLater(Duration delay, String name) {
        return reactor.callLater(delay, () -> journal.add(name));
    }
}
