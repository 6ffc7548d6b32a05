package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.testing.WaitLimit;
import java.lang.Thread.State;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: who runs a reactor, and who stops it. */
public abstract class LifeContract extends ReactorContract {

    private static final int CLOSERS = 4;

    /** For subclasses. */
    protected LifeContract() {}

    // R1: running.

    @Clause("R1")
    @DisplayName("R1: run keeps the calling thread until the reactor has stopped")
    void runReturnsAfterTheStop() throws Exception {
        runOnAThread();

        doInTurn(() -> journal.add("a turn"));
        doInTurn(() -> journal.add("another turn"));
        boolean ranUntilStopped = reactor.isRunning();
        doInTurn(() -> {
            reactor.stop();
            journal.add("told to stop");
        });

        assertThat(journal.await("returned")).containsExactly("a turn", "another turn", "told to stop", "returned");
        assertThat(ranUntilStopped).isTrue();
        assertThat(reactor.isRunning()).isFalse();
    }

    @Clause("R1")
    @DisplayName("R1: start returns with the reactor running on a thread of its own")
    void startReturnsAtOnce() throws Exception {
        assertThat(reactor.isRunning()).isFalse();

        start();

        assertThat(reactor.isRunning()).isTrue();
        assertThat(reactor.isHeldByCurrentThread()).isFalse();
        assertThat(inTurn(Thread::currentThread)).isNotSameAs(Thread.currentThread());
    }

    @Clause("R1")
    @DisplayName("R1: running a reactor that runs throws, says so, and does it no harm")
    void cannotRunTwice() throws Exception {
        start();

        assertCannotRun("is running");
        doInTurn(() -> assertCannotRun("is running"));

        assertThat(inTurn(reactor::isRunning)).isTrue();
    }

    @Clause("R1")
    @DisplayName("R1: running a reactor that is stopping or has stopped throws, and says so")
    void cannotRunAgain() throws Exception {
        start();

        doInTurn(() -> {
            reactor.stop();
            assertCannotRun("is stopping");
        });
        reactor.close();

        assertCannotRun("has stopped");
    }

    @Clause("R1")
    @DisplayName("R1: running a reactor that was closed before it ran throws, and says so")
    void cannotRunAfterClose() {
        reactor.close();

        assertCannotRun("has stopped");
    }

    private void assertCannotRun(String why) {
        assertThatIllegalStateException()
                .isThrownBy(reactor::run)
                .withMessageContaining("run")
                .withMessageContaining(why);
        assertThatIllegalStateException()
                .isThrownBy(reactor::start)
                .withMessageContaining("start")
                .withMessageContaining(why);
    }

    // R2: stopping.

    @Clause("R2")
    @DisplayName("R2: stop before run throws, and the reactor can run all the same")
    void cannotStopBeforeRun() throws Exception {
        assertThatIllegalStateException().isThrownBy(reactor::stop).withMessageContaining("not been started");

        start();
        assertThat(inTurn(reactor::isRunning)).isTrue();
    }

    @Clause("R2")
    @DisplayName("R2: a second stop throws, while the reactor stops and after it has stopped")
    void cannotStopTwice() throws Exception {
        start();

        doInTurn(() -> {
            reactor.stop();
            assertThatIllegalStateException().isThrownBy(reactor::stop).withMessageContaining("is stopping");
        });
        reactor.close();

        assertThatIllegalStateException().isThrownBy(reactor::stop).withMessageContaining("has stopped");
    }

    @Clause("R2")
    @DisplayName("R2: stop may be called from another thread")
    void stopsFromAnotherThread() throws Exception {
        runOnAThread();
        settle();

        reactor.stop();

        journal.await("returned");
    }

    @Clause("R2")
    @DisplayName("R2: stop does nothing yet in the turn that calls it")
    void stopsInALaterTurn() throws Exception {
        start();
        peerOf(recording("server"));
        journal.await("server made");

        doInTurn(() -> {
            reactor.stop();
            journal.add("told to stop");
        });
        reactor.close();

        assertThat(journal.lines()).containsExactly("server made", "told to stop", "server lost");
    }

    @Clause("R2")
    @DisplayName("R2: close stops a running reactor and waits until it has stopped")
    void closeWaits() throws Exception {
        runOnAThread();
        peerOf(recording("server"));
        journal.await("server made");

        reactor.close();
        List<String> whenClosed = journal.lines();

        assertThat(whenClosed).contains("server lost");
        assertThatThrownBy(() -> reactor.callFromThread(() -> {})).isInstanceOf(RejectedExecutionException.class);
        journal.await("returned");
    }

    @Clause("R2")
    @DisplayName("R2: close may be called again, by many threads at once, before a run, during one and after it")
    void closeIsIdempotent() throws Exception {
        Reactor neverRan = harness.newReactor(ReactorOptions.defaults());
        start();

        closeOnManyThreads(reactor);
        closeOnManyThreads(neverRan);
        reactor.close();
        neverRan.close();

        assertThat(journal.count("closed")).isEqualTo(2 * CLOSERS);
    }

    private void closeOnManyThreads(Reactor closed) throws InterruptedException {
        List<Thread> closers = new ArrayList<>();
        for (int closer = 0; closer < CLOSERS; closer++) {
            closers.add(Thread.ofPlatform().start(() -> {
                closed.close();
                journal.add(closed.isRunning() ? "still running" : "closed");
            }));
        }
        for (Thread closer : closers) {
            assertThat(closer.join(WaitLimit.get())).as("close returned").isTrue();
        }
    }

    @Clause("R2")
    @DisplayName("R2: close waits on for a thread that is interrupted, and leaves it interrupted")
    void closeKeepsAnInterrupt() throws Exception {
        start();
        CountDownLatch mayEnd = new CountDownLatch(1);
        reactor.callFromThread(() -> awaitQuietly(mayEnd));
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            reactor.close();
            journal.add("closed, interrupted: " + Thread.interrupted());
        });

        while (closer.getState() != State.WAITING && closer.isAlive()) {
            Thread.onSpinWait();
        }
        journal.add("a turn ends");
        mayEnd.countDown();

        assertThat(journal.await(2)).containsExactly("a turn ends", "closed, interrupted: true");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Clause("R2")
    @DisplayName("R2: close with the baton held throws, since it would wait for itself, and the reactor runs on")
    void cannotCloseInATurn() throws Exception {
        start();

        doInTurn(() ->
                assertThatIllegalStateException().isThrownBy(reactor::close).withMessageContaining("wait for itself"));

        assertThat(inTurn(reactor::isRunning)).isTrue();
    }

    @Clause({"R2", "R8"})
    @DisplayName(
            "R2: close in work beside the reactor throws, since the stop waits for that work, and the reactor runs on")
    void cannotCloseInWork() throws Exception {
        start();

        doInTurn(() -> reactor.deferToThread(() -> {
                    assertThatIllegalStateException()
                            .isThrownBy(reactor::close)
                            .withMessageContaining("wait for itself");
                    return "refused";
                })
                .addConsumer(journal::add));

        journal.await("refused");
        assertThat(inTurn(reactor::isRunning)).isTrue();
    }

    @Clause("R2")
    @DisplayName("R2: closing a reactor that never ran releases its port and stops its factory")
    void closeWithoutARunReleases() throws Exception {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("server"));
        InetSocketAddress address = listen(factory).address();

        reactor.close();

        assertThat(journal.lines()).containsExactly("factory started", "factory stopped");
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        assertThat(listenOn(next, address, factory).address()).isEqualTo(address);
    }
}
