package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.lang.Thread.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: work that a turn gives to other threads. */
public abstract class WorkContract extends ReactorContract {

    /** For subclasses. */
    protected WorkContract() {}

    @Clause("R8")
    @DisplayName("R8: work runs without the baton on a virtual thread, and its Deferred fires with the baton held")
    void workRunsBesideTheReactor() throws Exception {
        start();

        doInTurn(() -> reactor.deferToThread(() -> {
                    journal.add(Thread.currentThread().isVirtual() ? "virtual" : "platform");
                    return "work " + baton();
                })
                .addConsumer(line -> journal.add(line + ", result " + baton())));

        journal.await("work without the baton, result with the baton");
        assertThat(journal.lines()).startsWith("virtual");
    }

    @Clause("R8")
    @DisplayName("R8: work runs on another executor if one is given, and its Deferred fires with the baton held")
    void workRunsOnAnExecutor() throws Exception {
        start();

        try (ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "a worker"))) {
            doInTurn(() -> reactor.deferToThread(
                            executor, () -> Thread.currentThread().getName() + " " + baton())
                    .addConsumer(line -> journal.add(line + ", result " + baton())));
            journal.await("a worker without the baton, result with the baton");
        }
    }

    @Clause("R8")
    @DisplayName("R8: work that throws fails its Deferred, with the baton held")
    void workMayThrow() throws Exception {
        start();
        IOException thrown = new IOException("work");

        doInTurn(() -> reactor.deferToThread(() -> {
                    throw thrown;
                })
                .addErrorConsumer(failure -> journal.add((failure.getCause() == thrown) + " " + baton())));

        journal.await("true with the baton");
    }

    @Clause("R8")
    @DisplayName("R8: work that returns what is not a value, such as a Deferred, fails its Deferred")
    void workMayReturnNoValue() throws Exception {
        start();

        doInTurn(() -> reactor.deferToThread(() -> Deferred.succeed("inner"))
                .addErrorConsumer(
                        failure -> journal.add(failure.getCause().getClass().getSimpleName() + " " + baton())));

        journal.await("IllegalArgumentException with the baton");
    }

    @Clause("R8")
    @DisplayName("R8: an executor that refuses the work is told of to the caller, and the reactor stops as ever")
    void executorMayRefuse() throws Exception {
        start();

        doInTurn(() -> assertThatThrownBy(() -> reactor.deferToThread(
                        work -> {
                            throw new RejectedExecutionException("full");
                        },
                        () -> "work"))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("full"));

        reactor.close();
        assertThat(reactor.isRunning()).isFalse();
    }

    @Clause("R8")
    @DisplayName("R8: work that is given before run comes back once the reactor runs")
    void workMayBeGivenBeforeRun() {
        reactor.deferToThread(() -> {
                    journal.add("work");
                    return "result";
                })
                .addConsumer(result -> journal.add(result + " " + baton()));
        journal.await("work");
        journal.add("start");

        start();

        journal.await("result with the baton");
        assertThat(journal.lines()).containsExactly("work", "start", "result with the baton");
    }

    @Clause({"R8", "X7"})
    @DisplayName("R8: cancelling the Deferred fails it at once and interrupts the work")
    void cancellingInterrupts() throws Exception {
        start();
        Deferred<?> work = inTurn(() -> noteFailure(reactor.deferToThread(() -> waitForInterruption("work"))));
        journal.await("work began");

        doInTurn(() -> {
            work.cancel();
            journal.add("cancelled");
        });

        assertThat(journal.await("work interrupted"))
                .containsSubsequence("CancellationException with the baton", "cancelled");
    }

    @Clause({"R8", "R5"})
    @DisplayName("R8: the stop interrupts outstanding work, fails its Deferred, and waits until the work has ended")
    void stopInterruptsAndWaits() throws Exception {
        start();
        Thread loop = inTurn(Thread::currentThread);
        doInTurn(() -> noteFailure(reactor.deferToThread(() -> {
            waitForInterruption("work");
            waitForRejection();
            waitForJoin(loop);
            journal.add("work ended");
            return null;
        })));
        journal.await("work began");

        try (LogCapture log = new LogCapture(harness)) {
            reactor.close();
            journal.add("closed");
            assertThat(log.messages()).isEmpty();
        }

        assertThat(journal.lines())
                .containsExactlyInAnyOrder(
                        "work began",
                        "CancellationException with the baton",
                        "work interrupted",
                        "work ended",
                        "closed")
                .endsWith("closed");
    }

    @Clause("R8")
    @DisplayName("R8: the stop interrupts outstanding work on another executor, too, and fails its Deferred")
    void stopInterruptsAnExecutorsWork() throws Exception {
        start();

        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            doInTurn(() -> noteFailure(reactor.deferToThread(executor, () -> waitForInterruption("work"))));
            journal.await("work began");
            reactor.close();
            journal.await("work interrupted");
        }

        assertThat(journal.lines()).contains("CancellationException with the baton");
    }

    @Clause("R8")
    @DisplayName("R8: work that is given while the reactor stops fails like work that was under way")
    void workGivenDuringTheStopFails() throws Exception {
        start();
        Peer peer = peerOf(recording("server")
                .whenLost(reason -> noteFailure(reactor.deferToThread(() -> waitForInterruption("work")))));
        journal.await("server made");

        reactor.close();

        assertThat(journal.lines()).contains("CancellationException with the baton");
        peer.close();
    }

    @Clause("R8")
    @DisplayName("R8: what work opens after the stop has given it up is closed before the reactor has stopped")
    void whatIsOpenedTooLateIsClosed() throws Exception {
        start();
        doInTurn(() -> noteFailure(reactor.openInThread(() -> {
            waitForInterruption("work");
            return closing("resource");
        })));
        journal.await("work began");

        reactor.close();

        assertThat(journal.lines())
                .containsExactlyInAnyOrder(
                        "work began", "CancellationException with the baton", "work interrupted", "resource closed");
    }

    @Clause("R8")
    @DisplayName("R8: what work has opened, and whose Deferred is cancelled before its turn, is closed at once")
    void whatIsOpenInVainIsClosed() throws Exception {
        start();
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();

        doInTurn(() -> {
            Deferred<?> opening = noteFailure(reactor.openInThread(() -> {
                worker.set(Thread.currentThread());
                return closing("resource");
            }));
            waitForEnd(worker);
            opening.cancel();
            journal.add("cancelled");
        });

        settle();
        assertThat(journal.lines())
                .containsExactly("resource closed", "CancellationException with the baton", "cancelled", "settled");
    }

    @Clause("R8")
    @DisplayName("R8: what work opens is its Deferred's, and stays open")
    void whatIsOpenedIsGiven() throws Exception {
        start();

        doInTurn(() -> reactor.openInThread(() -> closing("resource"))
                .addConsumer(opened -> journal.add("got " + opened + " " + baton())));

        journal.await("got resource with the baton");
        reactor.close();
        assertThat(journal.lines()).containsExactly("got resource with the baton");
    }

    private AutoCloseable closing(String name) {
        return new AutoCloseable() {
            @Override
            public void close() {
                journal.add(name + " closed");
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    /** Returns once the thread is known and has ended: what it has done is reported, and has not had its turn. */
    private static void waitForEnd(AtomicReference<@Nullable Thread> worker) {
        Thread thread = worker.get();
        while (thread == null || thread.isAlive()) {
            Thread.onSpinWait();
            thread = worker.get();
        }
    }

    private String baton() {
        return reactor.isHeldByCurrentThread() ? "with the baton" : "without the baton";
    }

    private <T extends @Nullable Object> Deferred<?> noteFailure(Deferred<T> work) {
        return work.addErrorConsumer(
                failure -> journal.add(failure.getCause().getClass().getSimpleName() + " " + baton()));
    }

    private @Nullable Void waitForInterruption(String name) throws InterruptedException {
        journal.add(name + " began");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            journal.add(name + " interrupted");
        }
        return null;
    }

    /** Returns once {@code loop}, which makes no more turns, waits for what it interrupted, or has ended without that. */
    private static void waitForJoin(Thread loop) {
        while (loop.isAlive() && loop.getState() != State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    /** Returns once the reactor makes no more turns. */
    private void waitForRejection() {
        try {
            while (true) {
                reactor.callFromThread(() -> {});
            }
        } catch (RejectedExecutionException over) {
            // That is what this thread waits for.
        }
    }
}
