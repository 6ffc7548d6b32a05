package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.DelayedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wheel on a clock that the test moves. Order in general is checked by {@link TimingWheelModelTest}. */
class TimingWheelTest {

    private static final int MANY = 1_000;

    private long clockNanos;
    private final Turns turns = new Turns(() -> clockNanos, opened -> new FakeDriver());
    private final TimingWheel wheel = turns.timers;
    private final List<String> called = new ArrayList<>();

    private DelayedCall callAt(long nanos, String name) {
        return wheel.callLater(Duration.ofNanos(nanos - clockNanos), () -> called.add(name));
    }

    private void runDueAt(long nanos) {
        clockNanos = nanos;
        wheel.runDue(turns);
    }

    /** The first nanosecond of each level's first slot, and of its last. */
    static LongStream levelBoundaries() {
        return LongStream.range(0, TimingWheel.LEVELS)
                .map(level -> TimingWheel.TICK_BITS + level * TimingWheel.SLOT_BITS)
                .flatMap(bits -> LongStream.of(1L << bits, TimingWheel.SLOT_MASK << bits))
                .filter(boundary -> boundary > 0 && boundary < TimingWheel.NEVER - MANY);
    }

    @ParameterizedTest
    @MethodSource("levelBoundaries")
    @DisplayName("calls just before, at and after the boundary of a level run in order, each when it is due")
    void runsAroundTheBoundaryOfALevel(long boundary) {
        callAt(boundary + 1, "after");
        callAt(boundary, "at");
        callAt(boundary - 1, "before");

        runDueAt(boundary - 2);
        assertThat(called).isEmpty();
        runDueAt(boundary - 1);
        assertThat(called).containsExactly("before");
        runDueAt(boundary);
        assertThat(called).containsExactly("before", "at");
        runDueAt(boundary + 1);

        assertThat(called).containsExactly("before", "at", "after");
    }

    @ParameterizedTest
    @MethodSource("levelBoundaries")
    @DisplayName("a jump over the boundary of a level finds what was scheduled on both sides")
    void jumpsOverTheBoundaryOfALevel(long boundary) {
        runDueAt(boundary - 1);
        callAt(boundary + 5, "third");
        callAt(boundary - 1, "first");
        callAt(boundary, "second");

        runDueAt(boundary + 5);

        assertThat(called).containsExactly("first", "second", "third");
    }

    @ParameterizedTest
    @MethodSource("levelBoundaries")
    @DisplayName("the time to wait for never lies behind the deadline")
    void doesNotSleepPastTheDeadline(long boundary) {
        callAt(boundary, "call");

        while (called.isEmpty()) {
            long next = wheel.nextNanos();
            assertThat(next).isLessThanOrEqualTo(boundary).isGreaterThanOrEqualTo(clockNanos);
            runDueAt(next);
        }

        assertThat(clockNanos).isEqualTo(boundary);
    }

    @Test
    @DisplayName("a delay that the clock cannot count is as good as never, and orders after all others")
    void clampsFarDeadlines() {
        DelayedCall far = wheel.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> called.add("far"));
        DelayedCall alsoFar = wheel.callLater(Duration.ofDays(365_000), () -> called.add("also far"));
        callAt(Long.MAX_VALUE - 2, "before");

        runDueAt(Long.MAX_VALUE - 2);
        assertThat(called).containsExactly("before");
        alsoFar.delay(Duration.ofDays(365_000));
        far.delay(Duration.ofSeconds(Long.MIN_VALUE));
        wheel.runDue(turns);

        assertThat(called).containsExactly("before", "far");
        assertThat(alsoFar.isActive()).isTrue();
    }

    @Test
    @DisplayName("calls that each schedule another without delay keep their order, however often, and whatever leaves")
    void takeTurnsForEver() {
        List<String> expected = new ArrayList<>();
        callInEachPass("first");
        callInEachPass("second");
        callInEachPass("third");

        for (int pass = 0; pass < MANY; pass++) {
            DelayedCall leaves = callAt(clockNanos, "cancelled");
            callAt(clockNanos, "once");
            leaves.cancel();
            wheel.runDue(turns);
            expected.addAll(List.of("first", "second", "third", "once"));
        }

        assertThat(called).isEqualTo(expected);
    }

    private void callInEachPass(String name) {
        wheel.callLater(Duration.ZERO, () -> {
            called.add(name);
            callInEachPass(name);
        });
    }

    @Test
    @DisplayName("a call that is moved further stays in its slot, and is found when it is moved back")
    void movesFurtherAndBack() {
        DelayedCall call = callAt(1L << 30, "call");
        call.delay(Duration.ofNanos(1L << 40));
        call.delay(Duration.ofNanos(-(1L << 40) + 5));

        runDueAt((1L << 30) + 4);
        assertThat(called).isEmpty();
        runDueAt((1L << 30) + 5);

        assertThat(called).containsExactly("call");
    }

    @Test
    @DisplayName("a call that a call makes waits for the next pass, however many that are due already")
    void whatACallSchedulesWaitsForTheNextPass() {
        wheel.callLater(Duration.ZERO, () -> {
            callAt(clockNanos, "next pass");
            called.add("first");
        });
        callAt(clockNanos, "second");

        wheel.runDue(turns);
        assertThat(called).containsExactly("first", "second");
        wheel.runDue(turns);

        assertThat(called).containsExactly("first", "second", "next pass");
    }

    @Test
    @DisplayName("M8: a pass is bounded, however many calls are due; the passes together keep the order")
    void onePassIsBounded() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            callAt(MANY - i, "call " + (MANY - i));
            expected.add("call " + (i + 1));
        }

        clockNanos = MANY;
        int passes = 0;
        for (int before = -1; called.size() > before; passes++) {
            before = called.size();
            wheel.runDue(turns);
            assertThat(called.size() - before).isLessThanOrEqualTo(TimingWheel.CALLS_PER_PASS);
        }

        assertThat(called).isEqualTo(expected);
        assertThat(passes).isGreaterThan(MANY / TimingWheel.CALLS_PER_PASS);
    }

    @Test
    @DisplayName("T3: what a bounded pass left comes before what it scheduled")
    void whatIsLeftComesFirst() {
        for (int i = 0; i < MANY; i++) {
            int number = i;
            wheel.callLater(Duration.ZERO, () -> {
                called.add("old " + number);
                callAt(clockNanos, "new " + number);
            });
        }

        while (called.size() < 2 * MANY) {
            wheel.runDue(turns);
        }

        assertThat(called.subList(0, MANY)).allMatch(name -> name.startsWith("old"));
        assertThat(called.subList(MANY, 2 * MANY)).allMatch(name -> name.startsWith("new"));
    }

    @Test
    @DisplayName("clear drops every call, on every level, and leaves the wheel usable")
    void clearDropsEverything() {
        List<DelayedCall> calls = new ArrayList<>();
        calls.add(callAt(0, "due"));
        levelBoundaries().forEach(boundary -> calls.add(callAt(boundary, "dropped")));

        wheel.clear();
        assertThat(wheel.nextNanos()).isEqualTo(TimingWheel.NEVER);
        calls.forEach(DelayedCall::cancel);
        callAt(5, "after the clear");
        runDueAt(Long.MAX_VALUE - 2);

        assertThat(called).containsExactly("after the clear");
    }

    @Test
    @DisplayName("an empty wheel waits for nothing")
    void anEmptyWheelWaitsForNothing() {
        assertThat(wheel.nextNanos()).isEqualTo(TimingWheel.NEVER);

        runDueAt(1L << 50);

        assertThat(wheel.nextNanos()).isEqualTo(TimingWheel.NEVER);
    }
}
