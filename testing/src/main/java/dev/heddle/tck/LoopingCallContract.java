package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.task.LoopingCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Clause L8: calls that repeat. */
public abstract class LoopingCallContract extends StoppedClockContract {

    private final List<Deferred<@Nullable Void>> work = new ArrayList<>();

    /** For subclasses. */
    protected LoopingCallContract() {}

    @BeforeEach
    final void begin() {
        stopClock();
    }

    private LoopingCall noting(String name) {
        return LoopingCall.of(reactor, () -> journal.add(name + " " + reactor.isHeldByCurrentThread()));
    }

    /** Each call of which waits for a new Deferred in {@link #work}. */
    private LoopingCall working() {
        return LoopingCall.deferring(reactor, () -> {
            journal.add("call");
            work.add(new Deferred<>(self -> journal.add("cancelled")));
            return work.getLast();
        });
    }

    private void start(LoopingCall calls, Duration interval) throws Exception {
        doInTurn(() -> noteEndOf(calls.start(interval)));
    }

    private void noteEndOf(Deferred<LoopingCall> end) {
        end.addBoth((value, failure) -> {
            journal.add(
                    failure == null ? "stopped" : failure.getCause().getClass().getSimpleName());
            return 0;
        });
    }

    @Clause("L8")
    @DisplayName("L8: calls are made in turns, the first soon after the start, and then once in each interval")
    void callsRepeat() throws Exception {
        LoopingCall calls = noting("call");
        doInTurn(() -> {
            calls.start(HOUR);
            journal.add("started");
        });
        settle();
        assertThat(called()).containsExactly("started", "call true");

        pass(HOUR.minus(ONE));
        assertThat(called()).hasSize(2);
        pass(ONE);
        assertThat(called()).hasSize(3);
        pass(HOUR);

        assertThat(called()).containsExactly("started", "call true", "call true", "call true");
    }

    @Clause("L8")
    @DisplayName("L8: startLater makes the first call after one interval")
    void theFirstCallMayComeLater() throws Exception {
        doInTurn(() -> noting("call").startLater(HOUR));

        pass(HOUR.minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);

        assertThat(called()).containsExactly("call true");
    }

    @Clause("L8")
    @DisplayName("L8: the grid is kept: a late call does not move the next, and what was missed is skipped and counted")
    void theGridIsKept() throws Exception {
        LoopingCall counting = LoopingCall.withCount(reactor, count -> journal.add("count " + count));
        doInTurn(() -> counting.start(HOUR));
        settle();

        pass(HOUR.multipliedBy(3).plus(HOUR.dividedBy(2)));
        assertThat(called()).containsExactly("count 1", "count 3");
        pass(HOUR.dividedBy(2).minus(ONE));
        assertThat(called()).hasSize(2);
        pass(ONE);

        assertThat(called()).containsExactly("count 1", "count 3", "count 1");
    }

    @Clause("L8")
    @DisplayName("L8: with startLater the first call counts one, too")
    void theFirstCount() throws Exception {
        LoopingCall counting = LoopingCall.withCount(reactor, count -> journal.add("count " + count));
        doInTurn(() -> counting.startLater(HOUR));

        pass(HOUR);
        pass(HOUR);

        assertThat(called()).containsExactly("count 1", "count 1");
    }

    @Clause("L8")
    @DisplayName("L8: the next call waits until the Deferred of the last has a result, and then for the grid")
    void callsDoNotOverlap() throws Exception {
        start(working(), HOUR);
        settle();

        pass(HOUR.multipliedBy(2).plus(ONE));
        assertThat(called()).containsExactly("call");
        doInTurn(() -> work.getFirst().callback(null));
        settle();
        assertThat(called()).containsExactly("call");
        pass(HOUR.minus(ONE));

        assertThat(called()).containsExactly("call", "call");
    }

    @Clause({"L8", "M4"})
    @DisplayName("L8: that Deferred may fire on another thread, and the next call is made in a turn all the same")
    void workMayEndElsewhere() throws Exception {
        LoopingCall calls = LoopingCall.deferring(
                reactor,
                () -> reactor.deferToThread(() -> 0)
                        .addConsumer(nothing -> journal.add("turn " + reactor.isHeldByCurrentThread())));
        Deferred<@Nullable Void> first = new Deferred<>();
        LoopingCall waiting = LoopingCall.deferring(reactor, () -> {
            journal.add("call");
            return first;
        });
        doInTurn(() -> {
            calls.start(HOUR);
            waiting.start(Duration.ZERO);
        });
        journal.await("turn true");

        Crowd.runElsewhere(index -> first.callback(null));

        harness.await("the next call", () -> journal.count("call") > 1);
        doInTurn(waiting::stop);
    }

    @Clause("L8")
    @DisplayName("L8: with an interval of zero each call has a turn, and others have theirs in between")
    void noInterval() throws Exception {
        LoopingCall calls = noting("call");
        start(calls, Duration.ZERO);

        harness.await("some calls", () -> journal.count("call true") > 3);
        doInTurn(calls::stop);

        assertThat(called()).endsWith("stopped").doesNotContain("call false");
    }

    @Clause("L8")
    @DisplayName("L8: stop ends the calls, and the Deferred of the start fires inside it")
    void stopping() throws Exception {
        LoopingCall calls = noting("call");
        start(calls, HOUR);
        settle();

        doInTurn(() -> {
            calls.stop();
            journal.add("end of turn");
        });
        pass(HOUR);

        assertThat(called()).containsExactly("call true", "stopped", "end of turn");
        assertThat(calls.isRunning()).isFalse();
    }

    @Clause("L8")
    @DisplayName("L8: while a call waits for its Deferred, the end waits for that, too")
    void stoppingWhileItWorks() throws Exception {
        LoopingCall calls = working();
        start(calls, HOUR);
        settle();

        doInTurn(() -> {
            calls.stop();
            journal.add("stop");
            assertThat(calls.isRunning()).isTrue();
        });
        doInTurn(() -> work.getFirst().callback(null));
        pass(HOUR);

        assertThat(called()).containsExactly("call", "stop", "stopped");
    }

    @Clause("L8")
    @DisplayName("L8: a call may stop the calls itself")
    void stoppingInside() throws Exception {
        List<LoopingCall> own = new ArrayList<>();
        own.add(LoopingCall.of(reactor, () -> {
            journal.add("call");
            own.getFirst().stop();
        }));
        start(own.getFirst(), HOUR);

        settle();
        pass(HOUR);

        assertThat(called()).containsExactly("call", "stopped");
    }

    @Clause("L8")
    @DisplayName(
            "L8: a function that throws, or whose Deferred fails, ends the calls, which fails the start's Deferred")
    void failing() throws Exception {
        LoopingCall throwing = LoopingCall.of(reactor, () -> {
            throw new IllegalArgumentException("on purpose");
        });
        LoopingCall failing = working();
        start(throwing, HOUR);
        start(failing, HOUR);
        settle();
        doInTurn(() -> work.getFirst().errback(new IOException("on purpose")));

        pass(HOUR);

        assertThat(called()).containsExactly("IllegalArgumentException", "call", "IOException");
        assertThat(throwing.isRunning() || failing.isRunning()).isFalse();
    }

    @Clause("L8")
    @DisplayName("L8: calls that have ended can be started again")
    void startingAgain() throws Exception {
        LoopingCall calls = noting("call");
        start(calls, HOUR);
        settle();
        doInTurn(calls::stop);

        start(calls, HOUR);
        settle();

        assertThat(called()).containsExactly("call true", "stopped", "call true");
        doInTurn(calls::stop);
    }

    @Clause("L8")
    @DisplayName("L8: reset begins the grid anew")
    void resetting() throws Exception {
        LoopingCall counting = LoopingCall.withCount(reactor, count -> journal.add("count " + count));
        doInTurn(() -> counting.start(HOUR));
        settle();
        pass(HOUR.minus(ONE));

        doInTurn(counting::reset);
        pass(HOUR.minus(ONE));
        assertThat(called()).containsExactly("count 1");
        pass(ONE);

        assertThat(called()).containsExactly("count 1", "count 1");
        pass(HOUR.minus(ONE));
        assertThat(called()).hasSize(2);
        pass(ONE);
        assertThat(called()).containsExactly("count 1", "count 1", "count 1");
    }

    @Clause({"L8", "M4"})
    @DisplayName("L8: cancelling the start's Deferred, from anywhere, ends the calls, and cancels what one waits for")
    void cancelling() throws Exception {
        LoopingCall waiting = noting("call");
        LoopingCall busy = working();
        List<Deferred<LoopingCall>> ends = inTurn(() -> List.of(waiting.start(HOUR), busy.start(HOUR)));
        ends.forEach(this::noteEndOf);
        settle();

        ends.forEach(Deferred::cancel);
        settle();
        pass(HOUR);

        assertThat(called())
                .containsExactly("call true", "call", "CancellationException", "cancelled", "CancellationException");
        assertThat(waiting.isRunning() || busy.isRunning()).isFalse();
        work.forEach(left -> left.addErrorConsumer(failure -> failure.trap(CancellationException.class)));
    }

    @Clause("L8")
    @DisplayName("L8: a start while it is running, a stop or reset while it is not, and a negative interval throw")
    void misuse() throws Exception {
        LoopingCall calls = noting("call");
        doInTurn(() -> {
            assertThatThrownBy(() -> calls.start(ONE.negated())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(calls::stop).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(calls::reset).isInstanceOf(IllegalStateException.class);
            calls.start(HOUR);
            assertThatThrownBy(() -> calls.start(HOUR)).isInstanceOf(IllegalStateException.class);
        });
    }
}
