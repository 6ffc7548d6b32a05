package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.ReactorThreads;
import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause X6: Deferreds that take too long. */
public abstract class TimeoutContract extends StoppedClockContract {

    /** For subclasses. */
    protected TimeoutContract() {}

    /** A Deferred with a limit of an hour, whose outcome is noted; it is limited in a turn. */
    private Deferred<String> limited(Deferred<String> deferred) throws Exception {
        doInTurn(() -> deferred.addTimeout(HOUR, reactor));
        note("outcome", deferred);
        return deferred;
    }

    private void note(String name, Deferred<String> deferred) {
        deferred.addConsumer(value -> journal.add(name + ": " + value))
                .addErrorConsumer(failure -> journal.add(name + ": " + shown(failure)));
    }

    private static String shown(Failure failure) {
        return failure.getCause().getClass().getSimpleName();
    }

    // The time is up.

    @Clause("X6")
    @DisplayName("X6: when the time is up, and not before, the Deferred fails with TimeoutException")
    void theTimeIsUp() throws Exception {
        stopClock();
        limited(new Deferred<>());

        pass(HOUR.minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);

        assertThat(called()).containsExactly("outcome: TimeoutException");
    }

    @Clause("X6")
    @DisplayName("X6: the exception names the duration")
    void theExceptionNamesTheDuration() throws Exception {
        start();
        doInTurn(() -> new Deferred<String>()
                .addTimeout(SOON, reactor)
                .addErrorConsumer(failure -> journal.add(failure.getErrorMessage())));

        assertThat(journal.await(1).getFirst()).contains(SOON.toString());
    }

    @Clause({"X6", "X1"})
    @DisplayName("X6: one result that comes late is ignored, and the next throws")
    void theLateResultIsIgnored() throws Exception {
        stopClock();
        Deferred<String> deferred = limited(new Deferred<>());
        pass(HOUR);

        deferred.callback("late");

        assertThatThrownBy(() -> deferred.callback("later")).isInstanceOf(AlreadyFiredException.class);
        assertThat(called()).containsExactly("outcome: TimeoutException");
    }

    @Clause("X6")
    @DisplayName("X6: the Deferred is cancelled: its canceller is called, and what that fires, or throws, stays")
    void theCancellerIsCalled() throws Exception {
        stopClock();
        limited(new Deferred<>(self -> journal.add("canceller")));
        limited(new Deferred<>(self -> self.callback("of the canceller")));
        limited(new Deferred<>(self -> {
            throw new IOException("of the canceller");
        }));

        pass(HOUR);

        assertThat(called())
                .containsExactly(
                        "canceller", "outcome: TimeoutException", "outcome: of the canceller", "outcome: IOException");
    }

    @Clause({"X6", "X5"})
    @DisplayName("X6: one that waits for another is covered, too: the innermost is cancelled")
    void theInnermostIsCancelled() throws Exception {
        stopClock();
        Deferred<String> inner = new Deferred<>(self -> journal.add("canceller"));
        limited(Deferred.succeed(1).addCallbackDeferring(value -> inner));

        pass(HOUR);

        assertThat(called()).containsExactly("canceller", "outcome: TimeoutException");
    }

    @Clause({"X6", "X7"})
    @DisplayName("X6: work that is given to threads is interrupted")
    void workIsInterrupted() throws Exception {
        start();
        CountDownLatch neverOpened = new CountDownLatch(1);

        doInTurn(() -> note(
                "outcome",
                reactor.deferToThread(() -> waitForInterruption(neverOpened)).addTimeout(Duration.ZERO, reactor)));

        journal.await("outcome: TimeoutException");
    }

    private static String waitForInterruption(CountDownLatch neverOpened) throws InterruptedException {
        neverOpened.await();
        return "not interrupted";
    }

    @Clause("X6")
    @DisplayName("X6: an errback added before it that handles the cancelling leaves no timeout to tell")
    void anErrbackBeforeItMayRecover() throws Exception {
        stopClock();
        Deferred<String> deferred = new Deferred<>();
        limited(deferred.addErrback(failure -> "recovered from " + shown(failure)));

        pass(HOUR);

        assertThat(called()).containsExactly("outcome: recovered from CancellationException");
    }

    @Clause("X6")
    @DisplayName("X6: of two limits the shorter one counts, whichever was set first")
    void twoLimits() throws Exception {
        stopClock();
        Deferred<String> outerLonger = limited(new Deferred<>());
        Deferred<String> outerShorter = new Deferred<>();
        doInTurn(() -> {
            outerLonger.addTimeout(HOUR.multipliedBy(2), reactor);
            outerShorter.addTimeout(HOUR.multipliedBy(2), reactor).addTimeout(HOUR, reactor);
        });
        note("shorter", outerShorter);

        pass(HOUR);
        pass(HOUR);

        assertThat(called()).containsExactly("outcome: TimeoutException", "shorter: TimeoutException");
    }

    // A result comes in time.

    @Clause("X6")
    @DisplayName("X6: a result that comes in time, of either kind, ends the limit")
    void aResultEndsTheLimit() throws Exception {
        stopClock();
        Deferred<String> valued = limited(new Deferred<>());
        Deferred<String> failed = limited(new Deferred<>());
        pass(HOUR.minus(ONE));

        doInTurn(() -> {
            valued.callback("value");
            failed.errback(new IOException("on purpose"));
        });
        pass(HOUR);

        assertThat(called()).containsExactly("outcome: value", "outcome: IOException");
    }

    @Clause({"X6", "T6"})
    @DisplayName("X6: a result cancels the timed call, which keeps nothing then; from a turn and from elsewhere")
    void aResultCancelsTheTimedCall() throws Exception {
        stopClock();

        WeakReference<?> inTurn = inTurn(this::limitedAndFired);
        WeakReference<?> elsewhere = limitedInATurnAndFiredHere();
        settle();

        Garbage.awaitCollected(List.of(inTurn, elsewhere));
    }

    private WeakReference<?> limitedAndFired() {
        Deferred<String> deferred = new Deferred<String>().addTimeout(HOUR, reactor);
        deferred.callback("value");
        return new WeakReference<>(deferred);
    }

    private WeakReference<?> limitedInATurnAndFiredHere() throws Exception {
        Deferred<String> deferred = limited(new Deferred<>());
        deferred.callback("value");
        return new WeakReference<>(deferred);
    }

    @Clause("X6")
    @DisplayName("X6: a plain cancel before the time is up stays CancellationException, and ends the limit")
    void aPlainCancel() throws Exception {
        stopClock();
        Deferred<String> deferred = limited(new Deferred<>());

        doInTurn(deferred::cancel);
        pass(HOUR);

        assertThat(called()).containsExactly("outcome: CancellationException");
    }

    @Clause("X6")
    @DisplayName("X6: what is added afterwards is not covered: a Deferred that it waits for has all the time")
    void whatIsAddedAfterwardsIsNotCovered() throws Exception {
        stopClock();
        Deferred<String> later = new Deferred<>();
        Deferred<String> deferred = new Deferred<>();
        doInTurn(() -> deferred.addTimeout(HOUR, reactor));
        note("outcome", deferred.addCallbackDeferring(value -> later));

        doInTurn(() -> deferred.callback("in time"));
        pass(HOUR);
        assertThat(called()).isEmpty();
        doInTurn(() -> later.callback("later"));

        assertThat(called()).containsExactly("outcome: later");
    }

    @Clause("X6")
    @DisplayName("X6: nor is it when the result comes while the Deferred is being cancelled")
    void whatIsAddedAfterwardsIsNotCancelled() throws Exception {
        stopClock();
        Deferred<String> later = new Deferred<>();
        List<Deferred<String>> itself = new ArrayList<>();
        var owing = new FiringOnCancel(reactor, () -> itself.getFirst().callback("just in time"));
        Deferred<String> deferred = Deferred.owedBy(owing, self -> {});
        itself.add(deferred);
        doInTurn(() -> deferred.addTimeout(HOUR, reactor));
        note("outcome", deferred.addCallbackDeferring(value -> later));

        pass(HOUR);
        assertThat(later.hasFired()).isFalse();
        doInTurn(() -> later.callback("later"));

        assertThat(called()).containsExactly("outcome: later");
    }

    /** Owes a result that it fires at the moment at which it is asked to have it cancelled. */
    private record FiringOnCancel(ReactorThreads reactor, Runnable firing) implements ReactorThreads {

        @Override
        public boolean isHeldByCurrentThread() {
            firing.run();
            return false;
        }

        @Override
        public void callFromThread(Runnable task) {
            task.run();
        }

        @Override
        public <T extends @Nullable Object> T blockingCallFromThread(Callable<T> task)
                throws ExecutionException, InterruptedException {
            return reactor.blockingCallFromThread(task);
        }

        @Override
        public <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work) {
            return reactor.deferToThread(work);
        }

        @Override
        public <T extends @Nullable Object> Deferred<T> deferToThread(Executor executor, Callable<T> work) {
            return reactor.deferToThread(executor, work);
        }
    }

    // How long it may be.

    @Clause("X6")
    @DisplayName("X6: with a duration of zero the result must come within the turn, which is never cut short")
    void aDurationOfZero() throws Exception {
        stopClock();

        doInTurn(() -> {
            Deferred<String> inTime = new Deferred<>();
            Deferred<String> late = new Deferred<>();
            note("in time", inTime.addTimeout(Duration.ZERO, reactor));
            note("late", late.addTimeout(Duration.ZERO, reactor));
            inTime.callback("value");
            journal.add("end of turn");
        });
        settle();

        assertThat(called()).containsExactly("in time: value", "end of turn", "late: TimeoutException");
    }

    @Clause("X6")
    @DisplayName("X6: a negative duration throws, and sets no limit")
    void aNegativeDuration() throws Exception {
        stopClock();
        Deferred<String> deferred = new Deferred<>();

        doInTurn(() -> assertThatThrownBy(() -> deferred.addTimeout(ONE.negated(), reactor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ONE.negated().toString()));
        settle();

        assertThat(deferred.hasFired()).isFalse();
    }

    @Clause("X6")
    @DisplayName("X6: a limit that is longer than the clock can count is as good as none")
    void aVeryLongDuration() throws Exception {
        stopClock();
        Deferred<String> deferred = new Deferred<>();

        doInTurn(() -> deferred.addTimeout(Duration.ofSeconds(Long.MAX_VALUE), reactor));
        pass(HOUR);

        assertThat(deferred.hasFired()).isFalse();
    }
}
