package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Canceller;
import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** Clauses X1 to X5: cancelling a Deferred. */
public abstract class CancelContract extends ReactorContract {

    /** What comes late: a value and a failure. */
    private static final List<Consumer<Deferred<String>>> FIRINGS =
            List.of(deferred -> deferred.callback("late"), deferred -> deferred.errback(new IOException("late")));

    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected CancelContract() {}

    @Clause("X1")
    @DisplayName("X1: without a canceller, cancelling fails the Deferred with CancellationException")
    void cancellingFails() {
        Deferred<String> deferred = new Deferred<>();
        logOutcomeOf(deferred);

        deferred.cancel();

        assertThat(log).containsExactly("failed: CancellationException");
        assertThat(deferred.hasFired()).isTrue();
    }

    @Clause("X1")
    @DisplayName("X1: one firing that comes late is ignored, of either kind, and the next throws")
    void oneLateFiringIsIgnored() {
        for (Consumer<Deferred<String>> first : FIRINGS) {
            for (Consumer<Deferred<String>> second : FIRINGS) {
                Deferred<String> deferred = new Deferred<>();
                logOutcomeOf(deferred);
                deferred.cancel();

                first.accept(deferred);

                assertThatThrownBy(() -> second.accept(deferred)).isInstanceOf(AlreadyFiredException.class);
                assertThat(log).containsOnly("failed: CancellationException");
            }
        }
        assertThat(log).hasSize(4);
    }

    @Clause("X1")
    @DisplayName("X1: cancelling twice changes nothing, before the late firing and after it")
    void cancellingTwiceChangesNothing() {
        Deferred<String> deferred = new Deferred<>();
        logOutcomeOf(deferred);
        deferred.cancel();
        deferred.cancel();
        deferred.callback("late");

        deferred.cancel();

        assertThatThrownBy(() -> deferred.callback("later")).isInstanceOf(AlreadyFiredException.class);
        assertThat(log).containsExactly("failed: CancellationException");
    }

    @Clause("X2")
    @DisplayName("X2: a canceller runs at most once, also if cancelled again while it runs")
    void aCancellerRunsOnce() {
        Deferred<String> deferred = new Deferred<>(self -> {
            log.add("canceller");
            self.cancel();
        });
        logOutcomeOf(deferred);

        deferred.cancel();
        deferred.cancel();

        assertThat(log).containsExactly("canceller", "failed: CancellationException");
    }

    @Clause("X2")
    @DisplayName("X2: a canceller may fire a value or a failure, which is then the result")
    void aCancellerMayFire() {
        Deferred<String> valued = new Deferred<>(self -> self.callback("of the canceller"));
        Deferred<String> failed = new Deferred<>(self -> self.errback(new IOException("on purpose")));
        logOutcomeOf(valued);
        logOutcomeOf(failed);

        valued.cancel();
        failed.cancel();

        assertThat(log).containsExactly("value: of the canceller", "failed: IOException");
        assertThatThrownBy(() -> valued.callback("late")).isInstanceOf(AlreadyFiredException.class);
    }

    @Clause("X2")
    @DisplayName("X2: once the Deferred fired, its canceller is not called, and not kept")
    void theCancellerIsDroppedByTheFiring() throws Exception {
        List<WeakReference<?>> kept = new ArrayList<>();
        Deferred<String> deferred = withCancellerNotedIn(kept);

        deferred.callback("value");
        deferred.cancel();

        logOutcomeOf(deferred);
        assertThat(log).containsExactly("value: value");
        Garbage.awaitCollected(kept);
        assertThat(deferred.hasFired()).isTrue();
    }

    private Deferred<String> withCancellerNotedIn(List<WeakReference<?>> kept) {
        Canceller<String> canceller = new Canceller<>() {
            @Override
            public void cancel(Deferred<String> deferred) {
                log.add("canceller");
            }
        };
        kept.add(new WeakReference<>(canceller));
        return new Deferred<>(canceller);
    }

    @Clause("X3")
    @DisplayName("X3: after a canceller that does not fire, CancellationException, and a later firing throws")
    void aCancellerThatDoesNotFire() {
        Deferred<String> deferred = new Deferred<>(self -> log.add("canceller"));
        logOutcomeOf(deferred);

        deferred.cancel();

        assertThat(log).containsExactly("canceller", "failed: CancellationException");
        for (Consumer<Deferred<String>> firing : FIRINGS) {
            assertThatThrownBy(() -> firing.accept(deferred)).isInstanceOf(AlreadyFiredException.class);
        }
    }

    @Clause("X4")
    @DisplayName("X4: what a canceller throws is the failure, and cancel returns normally")
    void aCancellerThatThrows() {
        for (Throwable thrown :
                List.of(new IOException("checked"), new IllegalStateException("unchecked"), new Error("error"))) {
            Deferred<String> deferred = new Deferred<>(self -> {
                throw thrown;
            });
            deferred.addErrorConsumer(failure -> log.add(failure.getErrorMessage()));

            deferred.cancel();

            assertThatThrownBy(() -> deferred.callback("late")).isInstanceOf(AlreadyFiredException.class);
        }
        assertThat(log).containsExactly("checked", "unchecked", "error");
    }

    @Clause("X4")
    @DisplayName("X4: what a canceller fired stands, whatever it throws after that")
    void aCancellerThatFiresAndThrows() {
        Deferred<String> deferred = new Deferred<>(self -> {
            self.callback("fired");
            throw new IOException("on purpose");
        });
        logOutcomeOf(deferred);

        deferred.cancel();

        assertThat(log).containsExactly("value: fired");
    }

    @Clause("X5")
    @DisplayName("X5: cancelling a fired Deferred does nothing, also while it is paused")
    void cancellingAFiredDeferredDoesNothing() {
        Deferred<String> fired = Deferred.succeed("fired");
        Deferred<String> paused = Deferred.succeed("paused");
        paused.pause();
        logOutcomeOf(fired);
        logOutcomeOf(paused);

        fired.cancel();
        paused.cancel();
        paused.unpause();

        assertThat(log).containsExactly("value: fired", "value: paused");
        assertThatThrownBy(() -> fired.callback("late")).isInstanceOf(AlreadyFiredException.class);
    }

    @Clause("X5")
    @DisplayName("X5: cancelling one that waits cancels the innermost, and the outer gets what that produces")
    void cancellingReachesTheInnermost() {
        Deferred<String> innermost = new Deferred<>(self -> self.callback("of the innermost"));
        Deferred<String> middle = waitingFor(innermost, "middle canceller");
        Deferred<String> outer = waitingFor(middle, "outer canceller");
        logOutcomeOf(outer);

        outer.cancel();

        assertThat(log).containsExactly("value: of the innermost");
    }

    @Clause("X5")
    @DisplayName("X5: an inner Deferred without a canceller gives the outer CancellationException")
    void theOuterFailsWithTheInner() {
        Deferred<String> inner = new Deferred<>();
        Deferred<String> outer = waitingFor(inner, "outer canceller");
        logOutcomeOf(outer);

        outer.cancel();
        inner.callback("late");

        assertThat(log).containsExactly("failed: CancellationException");
        assertThatThrownBy(() -> inner.callback("later")).isInstanceOf(AlreadyFiredException.class);
    }

    @Clause("X5")
    @DisplayName("X5: the outer may recover, wait again, and be cancelled again")
    void theOuterMayWaitAgain() {
        Deferred<String> first = new Deferred<>();
        Deferred<String> second = new Deferred<>();
        Deferred<String> outer = waitingFor(first, "outer canceller").addErrbackDeferring(failure -> second);
        logOutcomeOf(outer);

        outer.cancel();
        assertThat(log).isEmpty();
        outer.cancel();

        assertThat(log).containsExactly("failed: CancellationException");
        assertThat(second.hasFired()).isTrue();
    }

    @Clause("X5")
    @DisplayName("X5: so it is from turn to turn")
    void cancellingInALaterTurn() throws Exception {
        start();

        doInTurn(() -> {
            Deferred<String> inner = new Deferred<>(self -> journal.add("canceller"));
            Deferred<String> outer = waitingFor(inner, "outer canceller");
            outer.addErrorConsumer(
                    failure -> journal.add(failure.getCause().getClass().getSimpleName()));
            reactor.callLater(Duration.ZERO, outer::cancel);
            journal.add("end of turn");
        });

        assertThat(journal.await(3)).containsExactly("end of turn", "canceller", "CancellationException");
    }

    private Deferred<String> waitingFor(Deferred<String> inner, String canceller) {
        Deferred<String> outer = new Deferred<>(self -> log.add(canceller));
        outer.addCallbackDeferring(value -> inner);
        outer.callback("waits");
        return outer;
    }

    private void logOutcomeOf(Deferred<String> deferred) {
        deferred.addCallbacks(
                value -> log.add("value: " + value),
                failure -> log.add("failed: " + failure.getCause().getClass().getSimpleName()));
    }
}
