package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.defer.UnhandledFailureReporter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Clause D12: failures that nobody handled. */
public abstract class UnhandledContract extends ReactorContract {

    private static final int ROUNDS = 200;
    private static final int ADDERS = 3;

    private final IOException cause = new IOException("on purpose");
    private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();

    /** For subclasses. */
    protected UnhandledContract() {}

    @BeforeEach
    final void collectReports() {
        Deferred.setUnhandledFailureReporter(this::collect);
    }

    private void collect(Failure failure) {
        reported.add(failure.getCause());
        harness.noticeChange();
    }

    /** What {@code use} makes of a new Deferred, and lets go of; returns when it has been collected. */
    private void useAndDrop(Consumer<Deferred<Integer>> use) {
        Garbage.awaitCollected(List.of(new WeakReference<>(used(use))));
    }

    private static Deferred<Integer> used(Consumer<Deferred<Integer>> use) {
        Deferred<Integer> deferred = new Deferred<>();
        use.accept(deferred);
        return deferred;
    }

    /** Waits for so many reports, and checks that there are no more. */
    private void assertReported(int count, Throwable expected) {
        harness.await(count + " reports", () -> reported.size() >= count);
        assertNoMoreThan(count);
        assertThat(reported).allMatch(thrown -> thrown == expected);
    }

    /** Gives whatever is unreachable the time to be reported, until something that became so later is. */
    private void assertNoMoreThan(int count) {
        IOException last = new IOException("the last to be reported");
        useAndDrop(deferred -> failed(deferred, last));
        harness.await("the report of " + last, () -> reported.remove(last));
        Deferred.reportUnhandled();
        assertThat(reported).hasSize(count);
    }

    private static Deferred<Integer> failed(Deferred<Integer> deferred, Throwable cause) {
        deferred.errback(cause);
        return deferred;
    }

    private Deferred<Integer> failed(Deferred<Integer> deferred) {
        return failed(deferred, cause);
    }

    @Clause("D12")
    @DisplayName("D12: a failure at the end of a chain whose Deferred becomes unreachable is reported, once")
    void aFailureIsReportedOnce() {
        useAndDrop(this::failed);

        assertReported(1, cause);
    }

    @Clause("D12")
    @DisplayName("D12: so is what a callback threw, and what an errback threw, in the place of what it was given")
    void whatCallbacksThrowIsReported() {
        IOException second = new IOException("thrown by the errback");

        useAndDrop(deferred -> {
            deferred.addCallback(value -> {
                        throw cause;
                    })
                    .addErrback(failure -> {
                        throw second;
                    });
            deferred.callback(1);
        });

        assertReported(1, second);
    }

    @Clause("D12")
    @DisplayName("D12: so is the failure of work that a reactor was given, by a thread that has no baton")
    void theFailureOfAReactorsWorkIsReported() throws Exception {
        start();
        Deferred.setUnhandledFailureReporter(
                failure -> journal.add("reported with the baton " + reactor.isHeldByCurrentThread()));

        WeakReference<?> work = inTurn(this::failingWork);
        journal.await("failed");
        settle(); // or the turn that fails it may still hold on to it
        Garbage.awaitCollected(List.of(work));

        assertThat(journal.await(3)).containsExactlyInAnyOrder("failed", "settled", "reported with the baton false");
    }

    private WeakReference<?> failingWork() {
        Deferred<Integer> work = reactor.deferToThread(() -> {
            throw cause;
        });
        return new WeakReference<>(work.addErrback(failure -> {
            journal.add("failed");
            throw failure.getCause();
        }));
    }

    @Clause("D12")
    @DisplayName("D12: an errback that was added any time before silences it")
    void anErrbackSilencesIt() {
        useAndDrop(deferred -> failed(deferred.addErrback(failure -> 0)));
        useAndDrop(deferred -> failed(deferred).addErrback(failure -> 0));
        useAndDrop(deferred -> failed(deferred).addCallback(value -> value + 1).addErrback(failure -> 0));
        useAndDrop(deferred -> failed(deferred).addErrorConsumer(failure -> {}));

        assertNoMoreThan(0);
    }

    @Clause("D12")
    @DisplayName("D12: a callback does not, which the failure passes by")
    void aCallbackDoesNotSilenceIt() {
        useAndDrop(deferred -> failed(deferred).addCallback(value -> value + 1));

        assertReported(1, cause);
    }

    @Clause("D12")
    @DisplayName("D12: a failure that is passed on is reported once, for the last that has it")
    void aFailureThatIsPassedOnIsReportedOnce() {
        useAndDrop(inner -> Deferred.succeed(1).addCallbackDeferring(value -> failed(inner)));
        assertReported(1, cause);

        useAndDrop(inner -> {
            Deferred.succeed(1).addCallbackDeferring(value -> inner);
            failed(inner);
        });
        assertReported(2, cause);

        useAndDrop(source -> failed(source).chainTo(new Deferred<>()));
        assertReported(3, cause);

        useAndDrop(source -> failed(source).addErrorConsumer(failure -> new Deferred<>().errback(failure)));
        assertReported(4, cause);
    }

    @Clause("D12")
    @DisplayName("D12: a failure that is passed on is not reported for the first, which lives on")
    void thatWhichPassedItOnIsSilent() {
        Deferred<Integer> source = failed(new Deferred<>());
        Deferred<Integer> target = new Deferred<>();
        Deferred<Integer> inner = failed(new Deferred<>());
        Deferred<Integer> outer = Deferred.succeed(1).addCallbackDeferring(value -> inner);

        source.chainTo(target);
        target.addErrback(failure -> 0);
        outer.addErrback(failure -> 0);

        Deferred.reportUnhandled();
        assertThat(reported).isEmpty();
    }

    @Clause("D12")
    @DisplayName("D12: reportUnhandled reports what is at the end of a chain now, and that is not reported again")
    void reportUnhandledReportsWhatIsLeft() {
        useAndDrop(deferred -> {
            failed(deferred);
            Deferred.reportUnhandled();
            assertThat(reported).containsExactly(cause);
            deferred.addCallback(value -> value + 1);
            Deferred.reportUnhandled();
            deferred.chainTo(new Deferred<>());
        });

        assertNoMoreThan(1);
    }

    @Clause("D12")
    @DisplayName("D12: a Deferred whose failure has been reported can still be given an errback")
    void anErrbackAfterTheReport() {
        Deferred<Integer> deferred = failed(new Deferred<>());
        Deferred.reportUnhandled();

        deferred.addErrorConsumer(failure -> journal.add("handled " + (failure.getCause() == cause)));

        assertThat(journal.lines()).containsExactly("handled true");
        assertThat(reported).containsExactly(cause);
    }

    @Clause("D12")
    @DisplayName("D12: a failure on its way to the end is not left: while callbacks run, the chain waits or is paused")
    void aFailureOnItsWayIsNotLeft() {
        Deferred<Integer> running = new Deferred<>();
        running.addErrback(failure -> {
            Deferred.reportUnhandled();
            return 0;
        });
        Deferred<Integer> never = new Deferred<>();
        Deferred<Integer> waiting = failed(new Deferred<>()).addErrbackDeferring(failure -> never);
        Deferred<Integer> paused = new Deferred<>();
        paused.pause();

        failed(running);
        failed(paused);
        Deferred.reportUnhandled();

        assertThat(reported).isEmpty();
        assertThat(waiting.hasFired()).isTrue();
        paused.addErrback(failure -> 0).unpause();
    }

    @Clause("D12")
    @DisplayName("D12: a CancellationException is not reported, also if an errback passed it on")
    void cancellingIsNotReported() {
        Deferred<Integer> plain = new Deferred<>();
        Deferred<Integer> trapping = new Deferred<>();
        trapping.addErrback(failure -> {
            failure.trap(IOException.class);
            return 0;
        });

        plain.cancel();
        trapping.cancel();

        Deferred.reportUnhandled();
        assertThat(reported).isEmpty();
    }

    @Clause({"D12", "X6"})
    @DisplayName("D12: a timeout is reported")
    void timeoutsAreReported() throws Exception {
        start();
        doInTurn(() -> new Deferred<Integer>().addTimeout(Duration.ZERO, reactor));
        settle();

        Deferred.reportUnhandled();

        assertThat(reported).hasSize(1).hasOnlyElementsOfType(TimeoutException.class);
    }

    @Clause({"D12", "R8"})
    @DisplayName("D12: a reactor that stops leaves nothing to report of what it gives up")
    void aStopLeavesNothing() throws Exception {
        start();
        CountDownLatch neverOpened = new CountDownLatch(1);
        doInTurn(() -> reactor.deferToThread(() -> {
            neverOpened.await();
            return 0;
        }));
        listen(() -> recording("server"));

        reactor.close();

        Deferred.reportUnhandled();
        assertThat(reported).isEmpty();
    }

    @Clause("D12")
    @DisplayName("D12: failures are logged as errors with their trace, unless there is another reporter")
    void failuresAreLogged() {
        reportAsUsual();
        try (LogCapture log = new LogCapture(harness)) {
            Deferred<Integer> deferred = failed(new Deferred<>());
            Deferred.reportUnhandled();

            assertThat(log.records()).hasSize(1);
            assertThat(log.await(cause).getLevel()).isEqualTo(Level.SEVERE);
            assertThat(log.messages().getFirst()).contains("heddle.debug");
            assertThat(deferred.hasFired()).isTrue();
        }
    }

    @Clause("D12")
    @DisplayName("D12: a new reporter takes the place of the one before, which is given back")
    void theReporterBeforeIsGivenBack() {
        UnhandledFailureReporter ours = failure -> {};
        Deferred.setUnhandledFailureReporter(ours);

        assertThat(Deferred.setUnhandledFailureReporter(this::collect)).isSameAs(ours);
    }

    @Clause("D12")
    @DisplayName("D12: a reporter that throws is logged, with the failure, and harms nothing")
    void aReporterThatThrows() {
        IllegalStateException thrown = new IllegalStateException("thrown by the reporter");
        Deferred.setUnhandledFailureReporter(failure -> {
            throw thrown;
        });
        try (LogCapture log = new LogCapture(harness)) {
            useAndDrop(this::failed);
            log.await(thrown);
            log.await(cause);

            Deferred.setUnhandledFailureReporter(this::collect);
            useAndDrop(this::failed);
            assertReported(1, cause);
        }
    }

    @Clause({"D12", "M4"})
    @DisplayName(
            "D12: an errback that is added while a report is made handles the failure, and there is one report at most")
    void errbacksAndReportsAtTheSameTime() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            reported.clear();
            Deferred<Integer> deferred = failed(new Deferred<>());
            var handled = new Journal(harness);

            Crowd.run(2, index -> {
                if (index == 0) {
                    deferred.addErrorConsumer(failure -> handled.add("handled"));
                } else {
                    Deferred.reportUnhandled();
                }
            });

            Deferred.reportUnhandled();
            assertThat(handled.lines()).containsExactly("handled");
            assertThat(reported).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Clause({"D12", "M4"})
    @DisplayName("D12: of several reports at the same time, while callbacks are added, one counts")
    void callbacksAndReportsAtTheSameTime() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            reported.clear();
            Deferred<Integer> deferred = failed(new Deferred<>());

            Crowd.run(ADDERS, index -> {
                deferred.addCallback(value -> value + 1);
                Deferred.reportUnhandled();
            });

            Deferred.reportUnhandled();
            assertThat(reported).containsExactly(cause);
        }
    }
}
