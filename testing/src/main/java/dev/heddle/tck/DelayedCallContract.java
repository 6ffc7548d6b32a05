package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.AlreadyCalledException;
import dev.heddle.AlreadyCancelledException;
import dev.heddle.DelayedCall;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.DisplayName;

/** Clauses T5 to T7: what may be done to a timed call, how many there may be, and what they may throw. */
public abstract class DelayedCallContract extends StoppedClockContract {

    private static final int MILLION = 1_000_000;

    /** For subclasses. */
    protected DelayedCallContract() {}

    @Clause("T5")
    @DisplayName("T5: reset counts from now and delay from the scheduled time, nearer or further")
    void resetAndDelayMoveACall() throws Exception {
        stopClock();
        List<DelayedCall> calls =
                inTurn(() -> List.of(callLater(HOUR, "reset"), callLater(HOUR, "delayed"), callLater(HOUR, "nearer")));
        pass(Duration.ofMinutes(10));

        doInTurn(() -> {
            long now = reactor.nanoTime();
            calls.get(0).reset(Duration.ofMinutes(55));
            calls.get(1).delay(Duration.ofMinutes(20));
            calls.get(2).delay(Duration.ofMinutes(-20));
            assertThat(calls.get(0).deadlineNanos() - now)
                    .isEqualTo(Duration.ofMinutes(55).toNanos());
            assertThat(calls.get(1).deadlineNanos() - now)
                    .isEqualTo(Duration.ofMinutes(70).toNanos());
            assertThat(calls.get(2).deadlineNanos() - now)
                    .isEqualTo(Duration.ofMinutes(30).toNanos());
        });

        pass(Duration.ofMinutes(54));
        assertThat(called()).containsExactly("nearer");
        pass(HOUR);
        assertThat(called()).containsExactly("nearer", "reset", "delayed");
    }

    @Clause("T5")
    @DisplayName("T5: a delay to before now makes the call due")
    void aDelayIntoThePastMakesTheCallDue() throws Exception {
        stopClock();

        doInTurn(() -> callLater(HOUR, "called").delay(Duration.ofSeconds(Long.MIN_VALUE)));
        settle();

        assertThat(called()).containsExactly("called");
    }

    @Clause("T5")
    @DisplayName("T5: a cancelled call is not made")
    void aCancelledCallIsNotMade() throws Exception {
        stopClock();

        doInTurn(() -> {
            DelayedCall call = callLater(HOUR, "cancelled");
            assertThat(call.isActive()).isTrue();
            call.cancel();
            assertThat(call.isActive()).isFalse();
            callLater(HOUR, "called");
        });
        pass(NEVER);

        assertThat(called()).containsExactly("called");
    }

    @Clause("T5")
    @DisplayName("T5: inside the call and after it, cancel, reset and delay throw AlreadyCalledException")
    void aCallThatWasMadeCannotBeMoved() throws Exception {
        start();
        List<DelayedCall> calls = new ArrayList<>();
        doInTurn(() -> calls.add(reactor.callLater(Duration.ZERO, () -> {
            assertImmovable(calls.getFirst(), AlreadyCalledException.class);
            journal.add("called");
        })));

        journal.await("called");

        doInTurn(() -> assertImmovable(calls.getFirst(), AlreadyCalledException.class));
    }

    @Clause("T5")
    @DisplayName("T5: after cancel, all three throw AlreadyCancelledException")
    void aCancelledCallCannotBeMoved() throws Exception {
        start();

        doInTurn(() -> {
            DelayedCall call = callLater(NEVER, "cancelled");
            call.cancel();
            assertImmovable(call, AlreadyCancelledException.class);
        });
    }

    private static void assertImmovable(DelayedCall call, Class<? extends Throwable> type) {
        assertThat(call.isActive()).isFalse();
        assertThatThrownBy(call::cancel).isInstanceOf(type);
        assertThatThrownBy(() -> call.reset(SOON)).isInstanceOf(type);
        assertThatThrownBy(() -> call.delay(SOON)).isInstanceOf(type);
    }

    @Clause("T6")
    @DisplayName("T6: a million calls may be outstanding")
    void aMillionCallsMayBeOutstanding() throws Exception {
        start();
        List<DelayedCall> calls = new ArrayList<>(MILLION);
        int[] made = new int[1];

        doInTurn(() -> {
            for (int i = 0; i < MILLION; i++) {
                boolean isDue = i % 2 == 0;
                Duration delay = isDue ? Duration.ofMillis(i % 100) : NEVER.plusNanos(i * 1_000L);
                calls.add(reactor.callLater(delay, () -> {
                    made[0]++;
                    if (made[0] == MILLION / 2) {
                        journal.add("half of them");
                    }
                }));
            }
        });
        journal.await("half of them");
        doInTurn(() -> calls.stream().filter(DelayedCall::isActive).forEach(DelayedCall::cancel));
        settle();

        assertThat(inTurn(() -> made[0])).isEqualTo(MILLION / 2);
        assertThat(inTurn(() -> calls.stream().noneMatch(DelayedCall::isActive)))
                .isTrue();
    }

    @Clause("T6")
    @DisplayName("T6: a delay of a thousand years is clamped, not overflowed")
    void aVeryLongDelayIsClamped() throws Exception {
        Duration thousandYears = Duration.ofDays(365_000);
        stopClock();
        List<DelayedCall> calls = inTurn(() -> List.of(
                callLater(thousandYears, "never"), callLater(thousandYears, "reset"), callLater(HOUR, "delayed")));
        doInTurn(() -> calls.get(2).delay(thousandYears));

        pass(NEVER);
        assertThat(called()).isEmpty();
        doInTurn(() -> {
            assertThat(calls.get(0).deadlineNanos() - reactor.nanoTime()).isPositive();
            assertThat(calls.get(2).deadlineNanos() - reactor.nanoTime()).isPositive();
            calls.get(1).reset(HOUR);
            calls.get(2).delay(thousandYears.multipliedBy(2).negated());
        });
        pass(HOUR);

        assertThat(called()).containsExactly("delayed", "reset");
        assertThat(inTurn(calls.get(0)::isActive)).isTrue();
    }

    @Clause("T6")
    @DisplayName("T6: a call may cancel another that is due at the same instant")
    void aCallMayCancelOneDueAtTheSameInstant() throws Exception {
        stopClock();
        doInTurn(() -> {
            List<DelayedCall> victims = new ArrayList<>();
            reactor.callLater(HOUR, () -> {
                victims.forEach(DelayedCall::cancel);
                journal.add("canceller");
            });
            victims.add(callLater(HOUR, "victim"));
            callLater(HOUR, "bystander");
            victims.add(callLater(HOUR, "victim"));
        });

        pass(HOUR);

        assertThat(called()).containsExactly("canceller", "bystander");
    }

    @Clause("T6")
    @DisplayName("T6: a cancelled call is not retained, and retains its function no more")
    void aCancelledCallIsNotRetained() throws Exception {
        start();
        List<WeakReference<?>> dropped = new ArrayList<>();
        List<DelayedCall> kept = new ArrayList<>();

        doInTurn(() -> {
            for (Duration delay : List.of(Duration.ZERO, SOON, HOUR, Duration.ofDays(365_000))) {
                kept.add(scheduleAndCancel(delay, dropped));
                dropped.add(new WeakReference<>(scheduleAndCancel(delay, dropped)));
            }
        });

        Garbage.awaitCollected(dropped);
        assertThat(inTurn(() -> kept.stream().noneMatch(DelayedCall::isActive))).isTrue();
    }

    private DelayedCall scheduleAndCancel(Duration delay, List<WeakReference<?>> dropped) {
        Object payload = new Object();
        dropped.add(new WeakReference<>(payload));
        DelayedCall call = reactor.callLater(delay, () -> journal.add("cancelled " + payload));
        call.cancel();
        return call;
    }

    @Clause("T7")
    @DisplayName("T7: what a timed call throws is logged with its trace, and stops nothing")
    void anExceptionIsLoggedAndStopsNothing() throws Exception {
        IOException cause = new IOException("on purpose");
        List<Throwable> everything = List.of(new IllegalStateException(cause), new AssertionError("on purpose"));
        try (var log = new LogCapture(harness)) {
            start();
            Peer peer = peerOf(recording("server").whenReceived(RecordingProtocol::write));
            doInTurn(() -> {
                everything.forEach(thrown -> reactor.callLater(SOON, () -> raise(thrown)));
                callLater(SOON, "called all the same");
            });

            journal.await("called all the same");
            peer.send("x");
            assertThat(peer.receive(1)).isEqualTo("x");
            for (Throwable thrown : everything) {
                assertThat(log.await(thrown).getLevel()).isEqualTo(Level.SEVERE);
                assertThat(log.recordsOf(thrown)).hasSize(1);
            }
        }
    }

    private static void raise(Throwable thrown) {
        switch (thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(thrown);
        }
    }
}
