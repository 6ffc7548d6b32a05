package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.DelayedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The wheel against a list that is searched from end to end, over random histories. A history is repeated with
 * {@code -Dheddle.seed}, which each failure prints.
 */
class TimingWheelModelTest {

    private static final int HISTORIES = 200;
    private static final int STEPS = 300;

    @Test
    @DisplayName("whatever is scheduled, moved and cancelled, the wheel makes the calls that a plain list would")
    void agreesWithAPlainList() {
        long firstSeed = Long.getLong("heddle.seed", System.nanoTime());
        for (long seed = firstSeed; seed < firstSeed + HISTORIES; seed++) {
            List<String> faults = new History(seed).live();
            assertThat(faults).as("repeat with -Dheddle.seed=" + seed).isEmpty();
        }
    }

    /** A call as the model knows it. */
    private static final class Entry {
        @Nullable
        DelayedCall call;

        long deadlineNanos;
        int scheduling;
    }

    private static final class History {
        private final Random random;
        private final long originNanos;
        private final List<Entry> model = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final Turns turns;
        private final TimingWheel wheel;

        private long clockNanos;
        private int schedulings;

        /** The clock and the count of schedulings when the present pass began. */
        private long passNanos;

        private int passScheduling;

        History(long seed) {
            random = new Random(seed);
            originNanos = random.nextLong();
            clockNanos = originNanos;
            turns = new Turns(() -> clockNanos, opened -> new FakeDriver());
            wheel = turns.timers;
        }

        List<String> live() {
            for (int step = 0; step < STEPS; step++) {
                act();
                if (random.nextInt(4) == 0) {
                    advance();
                    runDue();
                }
                check();
            }
            return faults;
        }

        private long nowNanos() {
            return clockNanos - originNanos;
        }

        /** Of any magnitude, and often near a power of two, where slots and levels begin. */
        private long someNanos() {
            long power = 1L << random.nextInt(52);
            return random.nextBoolean() ? Math.max(0, power + random.nextInt(5) - 2) : random.nextLong(power);
        }

        private void act() {
            switch (random.nextInt(model.isEmpty() ? 1 : 6)) {
                case 3 -> cancel(anyEntry());
                case 4 -> reset(anyEntry());
                case 5 -> delay(anyEntry());
                default -> schedule();
            }
        }

        private Entry anyEntry() {
            return model.get(random.nextInt(model.size()));
        }

        private void schedule() {
            Entry entry = new Entry();
            long delay = someNanos();
            note(entry, nowNanos() + delay);
            model.add(entry);
            entry.call = wheel.callLater(Duration.ofNanos(delay), () -> called(entry));
        }

        private void cancel(Entry entry) {
            model.remove(entry);
            callOf(entry).cancel();
        }

        private void reset(Entry entry) {
            long delay = someNanos();
            note(entry, nowNanos() + delay);
            callOf(entry).reset(Duration.ofNanos(delay));
        }

        private void delay(Entry entry) {
            long extra = random.nextBoolean() ? someNanos() : -someNanos();
            note(entry, Math.max(0, entry.deadlineNanos + extra));
            callOf(entry).delay(Duration.ofNanos(extra));
        }

        private void note(Entry entry, long deadlineNanos) {
            entry.deadlineNanos = deadlineNanos;
            entry.scheduling = schedulings++;
        }

        private static DelayedCall callOf(Entry entry) {
            DelayedCall call = entry.call;
            assertThat(call).isNotNull();
            return call;
        }

        private void advance() {
            long next = wheel.nextNanos();
            boolean toTheNext = random.nextBoolean() && next != TimingWheel.NEVER && next > nowNanos();
            clockNanos += toTheNext ? next - nowNanos() : someNanos();
        }

        private void runDue() {
            passNanos = nowNanos();
            passScheduling = schedulings;
            wheel.runDue(turns);
            Entry left = nextDue();
            if (left != null) {
                faults.add("a call due at " + left.deadlineNanos + " was not made at " + passNanos);
            }
        }

        /** What is to be called next in this pass; null if nothing. */
        private @Nullable Entry nextDue() {
            Entry first = model.stream()
                    .min(Comparator.<Entry>comparingLong(entry -> entry.deadlineNanos)
                            .thenComparingInt(entry -> entry.scheduling))
                    .orElse(null);
            boolean isDue = first != null && first.deadlineNanos <= passNanos && first.scheduling < passScheduling;
            return isDue ? first : null;
        }

        private void called(Entry entry) {
            if (entry != nextDue()) {
                faults.add("a call due at " + entry.deadlineNanos + " was made at " + passNanos + ", out of its turn");
            }
            model.remove(entry);
            if (random.nextInt(3) == 0) {
                act();
            }
            if (random.nextInt(10) == 0) {
                clockNanos += someNanos() >>> 20;
            }
        }

        private void check() {
            long next = wheel.nextNanos();
            for (Entry entry : model) {
                if (next > entry.deadlineNanos) {
                    faults.add("would wait until " + next + " and miss " + entry.deadlineNanos);
                }
                if (callOf(entry).deadlineNanos() - originNanos != entry.deadlineNanos) {
                    faults.add("a call due at " + entry.deadlineNanos + " says otherwise");
                }
            }
        }
    }
}
