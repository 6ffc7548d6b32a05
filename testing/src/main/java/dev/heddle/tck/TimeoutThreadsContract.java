package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;

/** Clauses X6 and M4: from where a timeout may be set, and what happens at the same time. */
public abstract class TimeoutThreadsContract extends StoppedClockContract {

    private static final int ROUNDS = 100;

    /** For subclasses. */
    protected TimeoutThreadsContract() {}

    private void note(Deferred<String> deferred) {
        note(journal, deferred);
    }

    private static void note(Journal outcomes, Deferred<String> deferred) {
        deferred.addConsumer(outcomes::add).addErrorConsumer(failure -> outcomes.add(shown(failure)));
    }

    private static String shown(Failure failure) {
        return failure.getCause().getClass().getSimpleName();
    }

    private String held() {
        return reactor.isHeldByCurrentThread() ? "in a turn" : "outside";
    }

    @Clause({"X6", "M4"})
    @DisplayName("M4: adding a timeout from elsewhere is posted, and the Deferred is cancelled in a turn")
    void addedFromElsewhere() throws Exception {
        start();
        var deferred = Deferred.<String>owedBy(reactor, self -> journal.add("canceller " + held()));

        deferred.addTimeout(SOON, reactor).addErrorConsumer(failure -> journal.add(shown(failure) + " " + held()));

        assertThat(journal.await(2)).containsExactly("canceller in a turn", "TimeoutException in a turn");
    }

    @Clause({"X6", "M4"})
    @DisplayName("M4: the time of a timeout that is posted runs from the call")
    void theTimeRunsFromTheCall() throws Exception {
        stopClock();

        doInTurn(() -> {
            Crowd.runElsewhere(index -> new Deferred<String>()
                    .addTimeout(HOUR, reactor)
                    .addErrorConsumer(failure -> journal.add(shown(failure))));
            advanceClock(HOUR);
        });
        settle();

        assertThat(called()).containsExactly("TimeoutException");
    }

    @Clause({"X6", "M4"})
    @DisplayName("M4: a result that comes before the timeout was posted leaves nothing to time out")
    void aResultBeforeThePostedCallIsMade() throws Exception {
        stopClock();

        List<WeakReference<?>> fired = new ArrayList<>();
        doInTurn(() -> Crowd.runElsewhere(index -> fired.add(limitedAndFired())));
        settle();

        Garbage.awaitCollected(fired);
    }

    private WeakReference<?> limitedAndFired() {
        Deferred<String> deferred = new Deferred<String>().addTimeout(HOUR, reactor);
        deferred.callback("value");
        return new WeakReference<>(deferred);
    }

    @Clause({"X6", "M3"})
    @DisplayName("X6: a timeout may be set before the reactor runs")
    void setBeforeRun() {
        Deferred<String> deferred = new Deferred<>();
        note(deferred.addTimeout(SOON, reactor));
        assertThat(journal.lines()).isEmpty();

        start();

        assertThat(journal.await(1)).containsExactly("TimeoutException");
    }

    @Clause({"X6", "R7"})
    @DisplayName("X6: where the reactor has stopped, setting a timeout throws, and changes nothing")
    void setAfterTheStop() {
        Reactor stopped = harness.newReactor(ReactorOptions.defaults());
        stopped.close();
        Deferred<String> deferred = new Deferred<>();

        assertThatThrownBy(() -> deferred.addTimeout(SOON, stopped)).isInstanceOf(RejectedExecutionException.class);

        deferred.callback("value");
        note(deferred);
        assertThat(journal.lines()).containsExactly("value");
    }

    @Clause({"X6", "R7"})
    @DisplayName("X6: a result that comes after the reactor has stopped is a result")
    void aResultAfterTheStop() throws Exception {
        start();
        Deferred<String> deferred = inTurn(() -> new Deferred<String>().addTimeout(HOUR, reactor));
        note(deferred);
        reactor.close();

        deferred.callback("value");

        assertThat(journal.lines()).containsExactly("value");
    }

    @Clause({"X6", "M4"})
    @DisplayName("M4: of a result and an expiry at the same time one counts, and nothing later is cancelled")
    void resultAndExpiryAreLinearizable() throws Exception {
        start();
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<String> later = new Deferred<>();
            Deferred<String> deferred = new Deferred<>();
            var outcomes = new Journal(harness);

            Crowd.run(2, index -> {
                if (index == 0) {
                    note(outcomes, deferred.addTimeout(Duration.ZERO, reactor).addCallbackDeferring(value -> later));
                } else {
                    deferred.callback("value");
                }
            });
            settle();
            later.callback("later");

            assertThat(outcomes.await(1)).hasSize(1).first().isIn("later", "TimeoutException");
        }
    }
}
