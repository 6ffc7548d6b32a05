package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;

/** Clauses T1 to T4: the clock, and when timed calls are made. */
public abstract class TimeContract extends StoppedClockContract {

    private static final int READINGS = 100_000;

    /** Not at the beginning of anything that a clock, or a wheel, is divided into. */
    private static final Duration ODD_HOUR = HOUR.plusNanos(1_234_567);

    /** For subclasses. */
    protected TimeContract() {}

    @Clause("T1")
    @DisplayName("T1: the clock never goes back")
    void theClockIsMonotonic() throws Exception {
        start();
        long first = reactor.nanoTime();
        long inTurn = inTurn(reactor::nanoTime);
        doInTurn(() -> reactor.callLater(SOON, () -> journal.add("" + (reactor.nanoTime() - inTurn))));
        String passed = journal.await(1).getFirst();

        assertThat(inTurn - first).isNotNegative();
        assertThat(Long.parseLong(passed)).isGreaterThanOrEqualTo(SOON.toNanos());
        for (long before = first, i = 0; i < READINGS; i++) {
            long now = reactor.nanoTime();
            assertThat(now - before >= 0).isTrue();
            before = now;
        }
    }

    @Clause("T1")
    @DisplayName("T1: the clock is the one that the options give")
    void theClockIsInjectable() throws Exception {
        Assumptions.assumeFalse(harness instanceof MemoryHarness, "a reactor of memory has the clock of its world");
        ManualClock own = new ManualClock();
        start(ReactorOptions.defaults().withClock(own));
        doInTurn(() -> callLater(NEVER, "called"));

        own.advance(NEVER);
        settle();

        assertThat(reactor.nanoTime()).isEqualTo(own.nanoTime());
        assertThat(called()).containsExactly("called");
    }

    @Clause("T1")
    @DisplayName("T1: a negative delay is refused, and nothing is called")
    void aNegativeDelayIsRefused() throws Exception {
        stopClock();

        doInTurn(() -> {
            assertThatThrownBy(() -> callLater(ONE.negated(), "refused"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(ONE.negated().toString());
            DelayedCall call = callLater(HOUR, "called");
            assertThatThrownBy(() -> call.reset(ONE.negated())).isInstanceOf(IllegalArgumentException.class);
        });
        settle();

        assertThat(called()).isEmpty();
        pass(HOUR);
        assertThat(called()).containsExactly("called");
    }

    @Clause("T2")
    @DisplayName("T2: no timed call is made in the turn that asks for it, whatever the delay")
    void noTimedCallIsMadeInThePresentTurn() throws Exception {
        start();

        doInTurn(() -> {
            callLater(Duration.ZERO, "called");
            callLater(ONE, "called");
            callLater(NEVER, "called").reset(Duration.ZERO);
            callLater(Duration.ZERO, "called").delay(NEVER.negated());
            journal.add("end of turn");
        });

        assertThat(journal.await(5)).containsExactly("end of turn", "called", "called", "called", "called");
    }

    @Clause("T2")
    @DisplayName("T2: nor in the turn of a timed call, of a protocol, or before the start")
    void noTimedCallIsMadeInOtherTurnsEither() throws Exception {
        callLater(Duration.ZERO, "before the start");
        assertThat(journal.lines()).isEmpty();
        start();
        Peer peer = peerOf(recording("server").whenReceived((self, text) -> callAndEnd("protocol")));
        peer.send("x");
        doInTurn(() -> reactor.callLater(Duration.ZERO, () -> callAndEnd("timed")));

        journal.await("before the start");
        journal.await("protocol called");
        journal.await("timed called");
        assertThat(journal.lines()).containsSubsequence("protocol ends", "protocol called");
        assertThat(journal.lines()).containsSubsequence("timed ends", "timed called");
    }

    private void callAndEnd(String turn) {
        callLater(Duration.ZERO, turn + " called");
        journal.add(turn + " ends");
    }

    @Clause("T3")
    @DisplayName("T3: of calls with equal deadlines each runs in the order of its last scheduling")
    void equalDeadlinesRunInTheOrderOfTheLastScheduling() throws Exception {
        stopClock();
        doInTurn(() -> {
            DelayedCall reset = callLater(HOUR, "reset");
            DelayedCall delayed = callLater(HOUR, "delayed");
            DelayedCall later = callLater(HOUR.plus(ONE), "brought nearer");
            callLater(HOUR, "first");
            DelayedCall unchanged = callLater(HOUR, "delayed by nothing");
            callLater(HOUR, "second");
            reset.reset(HOUR);
            delayed.delay(ONE);
            delayed.delay(ONE.negated());
            later.delay(ONE.negated());
            unchanged.delay(Duration.ZERO);
            callLater(HOUR, "last");
        });

        pass(HOUR);

        assertThat(called())
                .containsExactly("first", "second", "reset", "delayed", "brought nearer", "delayed by nothing", "last");
    }

    @Clause("T3")
    @DisplayName("T3: timed calls run in the order of their deadlines, whatever was done to them")
    void callsRunInTheOrderOfTheirDeadlines() throws Exception {
        Random random = Seeds.random();
        stopClock();
        pass(HOUR);
        List<Expected> expected = inTurn(() -> scheduleAtRandom(random));

        pass(Duration.ofSeconds(1));

        assertThat(called()).containsExactlyElementsOf(Expected.namesInOrder(expected));
    }

    /** A call that is to be made, when, and after how many other schedulings. */
    private record Expected(String name, long deadlineNanos, int scheduling) {

        static List<String> namesInOrder(List<Expected> calls) {
            return calls.stream()
                    .sorted((one, other) -> one.deadlineNanos == other.deadlineNanos
                            ? Integer.compare(one.scheduling, other.scheduling)
                            : Long.signum(one.deadlineNanos - other.deadlineNanos))
                    .map(Expected::name)
                    .toList();
        }
    }

    /** Few deadlines and many calls, of which some are moved, some are due already, and some are cancelled. */
    private List<Expected> scheduleAtRandom(Random random) {
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            DelayedCall call = callLater(Duration.ofMillis(random.nextInt(5)), "call " + i);
            switch (random.nextInt(5)) {
                case 0 -> call.reset(Duration.ofNanos(random.nextInt(200_000)));
                case 1 -> call.delay(Duration.ofMillis(random.nextInt(10) - 5));
                case 2 -> call.delay(Duration.ofNanos(-random.nextInt(5_000_000)));
                case 3 -> call.cancel();
                default -> {}
            }
            if (call.isActive()) {
                expected.add(new Expected("call " + i, call.deadlineNanos(), i));
            }
        }
        return expected;
    }

    @Clause("T4")
    @DisplayName("T4: a timed call waits for its deadline to the nanosecond, and then is made")
    void aTimedCallWaitsForItsDeadline() throws Exception {
        stopClock();
        doInTurn(() -> {
            callLater(ODD_HOUR, "called");
            callLater(NEVER, "reset").reset(ODD_HOUR);
        });

        pass(ODD_HOUR.minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);

        assertThat(called()).containsExactly("called", "reset");
    }

    @Clause("T4")
    @DisplayName("T4: no timed call is made before the clock read in callLater or reset, plus the delay")
    void noTimedCallIsEarly() throws Exception {
        Random random = Seeds.random();
        start();

        doInTurn(() -> {
            for (int i = 0; i < 200; i++) {
                Duration delay = Duration.ofNanos(random.nextInt(20_000_000));
                long before = reactor.nanoTime();
                DelayedCall call = reactor.callLater(random.nextBoolean() ? delay : NEVER, () -> {
                    long early = before + delay.toNanos() - reactor.nanoTime();
                    journal.add(early > 0 ? "early by " + early : "in time");
                });
                call.reset(delay);
            }
        });

        assertThat(journal.await(200)).containsOnly("in time");
    }
}
