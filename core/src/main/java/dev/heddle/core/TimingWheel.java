package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.MonotonicClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timed calls of a reactor, in exact order of deadline and, for equal deadlines, of scheduling (T3).
 *
 * <p>Time is cut into ticks. The wheel stands at one tick, its <em>position</em>. The calls of that tick and before are
 * in {@code due}, in order. Later ones are in slots, unordered: a slot of level 0 holds one tick, one of level 1 as many
 * ticks as level 0 has slots, and so on. Which level a call belongs to is told by the highest bit in which its tick
 * differs from the position. So every slot in use lies ahead of the position, and when the position reaches a slot, its
 * calls move to finer slots, or into {@code due}.
 *
 * <p>Scheduling and cancelling are a few steps whatever the number of calls. A call is moved at most once for each
 * level, and sorted only among those of its own tick. A call that is moved to a later deadline stays where it is, and is
 * put right when its old slot comes.
 *
 * <p>Everything here is for the holder of the baton.
 */
final class TimingWheel {

    /** What {@link #nextNanos} returns when there are no calls. */
    static final long NEVER = Long.MAX_VALUE;

    /** A tick is 2^13 ns, 8 us: with a million calls in 100 ms that is 80 calls to sort (RandomTimers). */
    static final int TICK_BITS = 13;

    static final int SLOT_BITS = 8;
    private static final int SLOTS = 1 << SLOT_BITS;
    static final long SLOT_MASK = SLOTS - 1;
    static final int LEVELS = (Long.SIZE - 1 - TICK_BITS + SLOT_BITS - 1) / SLOT_BITS;

    /** So many calls of a slot are read before the first is placed: the processor then waits for all at the same time. */
    private static final int FETCHED = 32;

    /** How many calls one pass makes at most, so that the mailbox and sockets get their turns (M8). */
    static final int CALLS_PER_PASS = 256;

    private final MonotonicClock clock;
    private final Baton baton;
    private final long originNanos;

    private final CallQueue due = new CallQueue();

    /** Calls that belong into {@code due}, but not at its end. */
    private final CallList arrivals = new CallList();

    /** By level and slot; null until first used. */
    private final CallList[][] slots = new CallList[LEVELS][SLOTS];

    /** For each level, the slots that may hold calls. */
    private final BitSet[] occupied = new BitSet[LEVELS];

    private final long[] fetchedTicks = new long[FETCHED];

    private long position;
    private int sequence;

    TimingWheel(MonotonicClock clock, Baton baton) {
        this.clock = clock;
        this.baton = baton;
        originNanos = clock.nanoTime();
        Arrays.setAll(occupied, level -> new BitSet(SLOTS));
    }

    DelayedCall callLater(Duration delay, Runnable function) {
        TimedCall call = new TimedCall(this, Objects.requireNonNull(function, "function"));
        long nowNanos = nowNanos();
        long deadlineNanos = deadlineAfter(nowNanos, delay);
        comeUpTo(nowNanos >>> TICK_BITS); // so that calls without delay need no slot
        schedule(call, deadlineNanos);
        return call;
    }

    /** Cancels {@code call}, if there is one that is still to be made. */
    static void cancel(@Nullable DelayedCall call) {
        if (call != null && call.isActive()) {
            call.cancel();
        }
    }

    /** The time, in nanoseconds since this wheel was made. */
    long nowNanos() {
        return clock.nanoTime() - originNanos;
    }

    long clockReading(long nanosSinceOrigin) {
        return originNanos + nanosSinceOrigin;
    }

    long deadlineAfter(Duration delay) {
        return deadlineAfter(nowNanos(), delay);
    }

    private static long deadlineAfter(long nowNanos, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay must be zero or more, not " + delay);
        }
        return sum(nowNanos, delay);
    }

    /** {@code nanos + extra}, or the nearest that a long can hold. */
    static long sum(long nanos, Duration extra) {
        try {
            return Math.min(NEVER - 1, Math.addExact(nanos, extra.toNanos()));
        } catch (ArithmeticException beyond) {
            return extra.isNegative() ? Long.MIN_VALUE : NEVER - 1;
        }
    }

    void reschedule(TimedCall call, long deadlineNanos) {
        boolean inSlot = call.deadlineNanos >>> TICK_BITS > position;
        if (inSlot && deadlineNanos >= call.deadlineNanos) {
            call.deadlineNanos = deadlineNanos;
            call.sequence = sequence++;
        } else {
            call.unlink();
            schedule(call, deadlineNanos);
        }
    }

    private void schedule(TimedCall call, long deadlineNanos) {
        call.deadlineNanos = deadlineNanos;
        call.sequence = sequence++;
        place(call, deadlineNanos >>> TICK_BITS);
    }

    private void place(TimedCall call, long tick) {
        if (tick > position) {
            int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(tick ^ position)) / SLOT_BITS;
            int slot = (int) ((tick >>> (level * SLOT_BITS)) & SLOT_MASK);
            slot(level, slot).append(call);
            occupied[level].set(slot);
        } else if (arrivals.isEmpty() && due.endsBefore(call)) {
            due.append(call);
        } else {
            arrivals.append(call);
        }
    }

    private CallList slot(int level, int slot) {
        CallList list = slots[level][slot];
        if (list == null) {
            list = new CallList();
            slots[level][slot] = list;
        }
        return list;
    }

    /**
     * Runs, each in its turn, the calls that are due now, or enough of them for one pass; those that they schedule wait
     * for the next pass (T2).
     */
    void runDue(Turns turns) {
        if (nextNanos() == NEVER) {
            return;
        }
        long nowNanos = nowNanos();
        int firstOfNextPass = sequence;
        for (int ran = 0; ran < CALLS_PER_PASS; ran++) {
            TimedCall call = firstDue(nowNanos);
            if (call == null || call.sequence - firstOfNextPass >= 0) {
                return;
            }
            if (ran == 0) {
                turns.noteLag(nowNanos - call.deadlineNanos);
            }
            call.unlink();
            turns.run(call);
        }
    }

    private @Nullable TimedCall firstDue(long nowNanos) {
        putArrivalsInOrder();
        long nowTick = nowNanos >>> TICK_BITS;
        while (due.isEmpty()) {
            if (!advance(nowTick)) {
                return null;
            }
            putArrivalsInOrder();
        }
        TimedCall first = due.first();
        return first.deadlineNanos <= nowNanos ? first : null;
    }

    private void putArrivalsInOrder() {
        if (!arrivals.isEmpty()) {
            due.merge(arrivals);
        }
    }

    /** Moves on to the next slot in use, if it begins by {@code toTick}, and places its calls anew. */
    private boolean advance(long toTick) {
        if (comeUpTo(toTick)) {
            return false;
        }
        int level = nextLevel();
        position = startOfNextSlot(level);
        int slot = (int) ((position >>> (level * SLOT_BITS)) & SLOT_MASK);
        occupied[level].clear(slot);
        CallList reached = slots[level][slot];
        placeAll(reached);
        reached.clear();
        return true;
    }

    private void placeAll(CallList calls) {
        for (int from = 0; from < calls.end; from += FETCHED) {
            int count = Math.min(FETCHED, calls.end - from);
            for (int i = 0; i < count; i++) {
                fetchedTicks[i] = calls.at(from + i).deadlineNanos >>> TICK_BITS;
            }
            for (int i = 0; i < count; i++) {
                place(calls.at(from + i), fetchedTicks[i]);
            }
        }
    }

    /** Moves on to {@code tick}, or stays there, unless a slot in use begins by then. */
    private boolean comeUpTo(long tick) {
        if (tick > position) {
            int level = nextLevel();
            if (level < LEVELS && startOfNextSlot(level) <= tick) {
                return false;
            }
            position = tick;
        }
        return true;
    }

    /** The finest level with a slot in use, which is the nearest slot of all; {@code LEVELS} if there is none. */
    private int nextLevel() {
        int level = 0;
        while (level < LEVELS && occupied[level].isEmpty()) {
            level++;
        }
        return level;
    }

    private long startOfNextSlot(int level) {
        int shift = level * SLOT_BITS;
        long base = (position >>> shift) & ~SLOT_MASK;
        return (base + occupied[level].nextSetBit(0)) << shift;
    }

    /** When the next call may be due: its deadline, or the beginning of the slot that it is in. */
    long nextNanos() {
        putArrivalsInOrder();
        if (!due.isEmpty()) {
            return due.first().deadlineNanos;
        }
        int level = nextLevel();
        return level < LEVELS ? startOfNextSlot(level) << TICK_BITS : NEVER;
    }

    /** The calls of the program's that have not been made, in no order; those of the core's own are for what is live. */
    Stream<Leftover> leftovers() {
        return Stream.concat(Stream.of(due, arrivals), Arrays.stream(slots).flatMap(Arrays::stream))
                .filter(Objects::nonNull)
                .flatMap(list -> Arrays.stream(list.calls, 0, list.end))
                .filter(Objects::nonNull)
                .filter(call -> !call.functionType().getName().startsWith(Leftover.class.getPackageName() + "."))
                .map(call -> new Leftover(call.toString(), false));
    }

    void clear() {
        due.merge(arrivals);
        while (!due.isEmpty()) {
            due.first().unlink();
        }
        for (CallList[] level : slots) {
            Arrays.fill(level, null);
        }
        for (BitSet level : occupied) {
            level.clear();
        }
    }

    boolean admit(String call) {
        return baton.admit(call);
    }

    void dismiss(boolean taken) {
        if (taken) {
            baton.release();
        }
    }
}
