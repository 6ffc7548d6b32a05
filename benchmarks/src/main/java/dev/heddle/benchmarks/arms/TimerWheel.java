package dev.heddle.benchmarks.arms;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A hashed wheel of timers in two levels: a slot for each tick of the block of 134 ms in which the wheel stands, and one for
 * each later block, of which there are enough for an hour. What is due still later comes by once in that time. Within a tick
 * there is no order, but nothing runs before its deadline. A timer that is moved to a later deadline stays where it is, and is
 * put right when its slot comes.
 *
 * <p>Deadlines are in nanoseconds since the wheel was made.
 */
final class TimerWheel implements TimerThread.Timers {

    private static final int TICK_BITS = 13;
    private static final int BLOCK_BITS = 14;
    private static final int TICKS = 1 << BLOCK_BITS;
    private static final int BLOCKS = 1 << 15;

    private final long originNanos = System.nanoTime();
    private final Level ticks = new Level(TICKS);
    private final Level blocks = new Level(BLOCKS);

    /** Those of the tick at which the wheel stands, and before. */
    private final TimerLink due = TimerLink.head();

    /** Those that one pass has before it. */
    private final TimerLink running = TimerLink.head();

    /** The tick at which the wheel stands. */
    private long position;

    /** A deadline so long from now. */
    long deadlineAfter(long delayNanos) {
        return System.nanoTime() - originNanos + delayNanos;
    }

    /** What {@link System#nanoTime} says at that many nanoseconds since the wheel was made. */
    long clockNanos(long nanos) {
        return originNanos + nanos;
    }

    void add(TimerLink timer) {
        long tick = timer.deadlineNanos >>> TICK_BITS;
        if (tick <= position) {
            due.append(timer);
        } else if (tick >>> BLOCK_BITS == position >>> BLOCK_BITS) {
            ticks.slot(tick).append(timer);
        } else {
            blocks.slot(tick >>> BLOCK_BITS).append(timer);
        }
    }

    void move(TimerLink timer, long deadlineNanos) {
        boolean isInSlot = timer.deadlineNanos >>> TICK_BITS > position;
        if (isInSlot && deadlineNanos >= timer.deadlineNanos) {
            timer.deadlineNanos = deadlineNanos;
        } else {
            timer.unlink();
            timer.deadlineNanos = deadlineNanos;
            add(timer);
        }
    }

    /** Timers that are scheduled meanwhile wait for the next pass. */
    @Override
    public void runDue(long now) {
        long nowNanos = now - originNanos;
        comeUpTo(nowNanos >>> TICK_BITS);
        running.takeAll(due);
        while (running.isLinked()) {
            TimerLink timer = running.next();
            timer.unlink();
            if (timer.deadlineNanos <= nowNanos) {
                timer.function.run();
            } else {
                add(timer);
            }
        }
    }

    private void comeUpTo(long tick) {
        while (position < tick) {
            long last = Math.min(tick, position | (TICKS - 1));
            ticks.moveTo(due, (int) (position & (TICKS - 1)) + 1, (int) (last & (TICKS - 1)));
            position = last;
            if (position < tick) {
                position++;
                beginBlock();
            }
        }
    }

    /** All in its slot are of this block, or are due later still. */
    private void beginBlock() {
        running.takeAll(blocks.slot(position >>> BLOCK_BITS));
        while (running.isLinked()) {
            TimerLink timer = running.next();
            timer.unlink();
            add(timer);
        }
    }

    @Override
    public long nanosToNext() {
        long nowNanos = System.nanoTime() - originNanos;
        if (due.isLinked() && due.next().deadlineNanos <= nowNanos) {
            return 0;
        }
        long nextNanos = nextNanos();
        return nextNanos == Long.MAX_VALUE ? nextNanos : nextNanos - nowNanos;
    }

    /** Nothing is due before, or never. */
    long nextNanos() {
        long inSlotsNanos = nextInSlotsNanos();
        return due.isLinked() ? Math.min(inSlotsNanos, due.earliestNanos()) : inSlotsNanos;
    }

    /** When the next slot begins that has timers, or, if that is exact, the first of them is due. */
    private long nextInSlotsNanos() {
        int slot = ticks.firstFrom((int) (position & (TICKS - 1)) + 1);
        if (slot >= 0) {
            long tick = (position & -TICKS) | slot;
            long earliestNanos = ticks.slot(slot).earliestNanos();
            return earliestNanos >>> TICK_BITS == tick ? earliestNanos : tick << TICK_BITS;
        }
        long block = (position >>> BLOCK_BITS) + 1;
        int next = blocks.firstFrom((int) (block & (BLOCKS - 1)));
        int found = next >= 0 ? next : blocks.firstFrom(0);
        return found < 0 ? Long.MAX_VALUE : (block + ((found - block) & (BLOCKS - 1))) << (BLOCK_BITS + TICK_BITS);
    }

    /** Slots, as many as a power of two says. */
    private static final class Level {

        private final @Nullable TimerLink[] heads;

        /** Those that may have timers in them. */
        private final BitSet used = new BitSet();

        Level(int slots) {
            heads = new @Nullable TimerLink[slots];
        }

        /** The head of that number's slot, in which there will be something. */
        private TimerLink slot(long number) {
            int index = (int) (number & (heads.length - 1));
            used.set(index);
            TimerLink head = heads[index];
            if (head == null) {
                head = TimerLink.head();
                heads[index] = head;
            }
            return head;
        }

        /** Moves what is in those slots, both included. */
        private void moveTo(TimerLink target, int from, int to) {
            for (int index = used.nextSetBit(from); index >= 0 && index <= to; index = used.nextSetBit(index + 1)) {
                TimerLink head = slot(index);
                while (head.isLinked()) {
                    TimerLink timer = head.next();
                    timer.unlink();
                    target.append(timer);
                }
                used.clear(index);
            }
        }

        /** The first slot from there on that has a timer, or less than zero if there is none. */
        private int firstFrom(int from) {
            int index = used.nextSetBit(from);
            while (index >= 0 && !slot(index).isLinked()) {
                used.clear(index);
                index = used.nextSetBit(index + 1);
            }
            return index;
        }
    }
}
