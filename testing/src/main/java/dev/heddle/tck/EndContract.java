package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.testing.WaitLimit;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: what is left of a reactor that has stopped. */
public abstract class EndContract extends ReactorContract {

    /** For subclasses. */
    protected EndContract() {}

    @Clause("R5")
    @DisplayName("R5: no thread is left that ever did something for the reactor")
    void leavesNoThread() throws Exception {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Runnable note = () -> seen.add(Thread.currentThread());
        start();

        connectBothWays(note);
        doInTurn(() -> {
            reactor.callLater(SOON, () -> noteAs("timed", note));
            reactor.callWhenRunning(() -> noteAs("running", note));
            reactor.deferToThread(() -> noteAs("work", note)).addConsumer(nothing -> noteAs("worked", note));
        });
        journal.await("timed");
        journal.await("worked");
        reactor.close();

        seen.addAll(threadsNamedAfterUs());
        assertThat(seen).doesNotContain(Thread.currentThread()).isNotEmpty();
        for (Thread thread : seen) {
            assertThat(thread.join(WaitLimit.get())).as("end of %s", thread).isTrue();
        }
    }

    /** Has one connection accepted, another one made, and {@code note} run in all that their protocols hear. */
    private void connectBothWays(Runnable note) throws Exception {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> noting("client", note))
                .whenConnecting(connector -> note.run())
                .whenLost(connector -> note.run())
                .whenStopped(note);
        PeerListener listener = harness.listenPeer();
        connect(listener.address(), factory);
        listener.accept().send("abc");
        peerOf(noting("server", note)).send("abc");
        journal.await("client data abc");
        journal.await("server data abc");
    }

    private RecordingProtocol noting(String name, Runnable note) {
        return recording(name)
                .whenMade(made -> {
                    note.run();
                    made.write("welcome");
                })
                .whenReceived((protocol, text) -> note.run())
                .whenLost(reason -> note.run());
    }

    private Void noteAs(String line, Runnable note) {
        note.run();
        journal.add(line);
        return null;
    }

    private static List<Thread> threadsNamedAfterUs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("heddle"))
                .toList();
    }

    @Clause("R5")
    @DisplayName("R5: no socket is left: peers see the end, and the port is closed and can be bound again")
    void leavesNoSocket() throws Exception {
        runOnAThread();
        InetSocketAddress address = listen(() -> recording("server")).address();
        Peer accepted = harness.connectPeer(address);
        PeerListener listener = harness.listenPeer();
        connect(listener.address(), ClientFactory.of(() -> recording("client")));
        Peer called = listener.accept();
        journal.await("server made");
        journal.await("client made");

        doInTurn(reactor::stop);

        assertThat(journal.await("returned"))
                .contains("server lost", "client lost")
                .endsWith("returned");
        assertThat(seesTheEnd(accepted)).isTrue();
        assertThat(seesTheEnd(called)).isTrue();
        assertThatThrownBy(() -> harness.connectPeer(address)).isInstanceOf(UncheckedIOException.class);
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        assertThat(listenOn(next, address, peer -> null).address()).isEqualTo(address);
    }

    @Clause("R5")
    @DisplayName("R5: an attempt to connect that is under way ends with the reactor")
    void leavesNoAttempt() throws Exception {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));
        runOnAThread();
        connect(harness.silentAddress(), factory);

        doInTurn(reactor::stop);

        assertThat(journal.await("returned"))
                .containsExactly(
                        "factory started", "factory connecting", "factory failed", "factory stopped", "returned");
        assertThat(factory.awaitFailure()).isInstanceOf(ConnectFailedException.Cancelled.class);
    }

    @Clause("R5")
    @DisplayName("R5: a timed call that is pending at the end never runs")
    void leavesNoTimer() throws Exception {
        start();
        doInTurn(() -> {
            reactor.callLater(SOON, () -> journal.add("late"));
            reactor.stop();
        });
        reactor.close();
        int beforeTheEnd = journal.count("late");

        Reactor next = harness.newReactor(ReactorOptions.defaults());
        next.callLater(SOON.multipliedBy(2), () -> journal.add("time is up"));
        next.start();

        journal.await("time is up");
        assertThat(journal.count("late")).isEqualTo(beforeTheEnd);
    }

    @Clause("R5")
    @DisplayName("R5: work that ignores its interruption past the limit is named in the log, on a daemon thread")
    void namesWhatDoesNotEnd() throws Exception {
        Reactor hasty = harness.newReactor(ReactorOptions.defaults().withShutdownLimit(SOON));
        CountDownLatch released = new CountDownLatch(1);
        hasty.start();

        try (LogCapture log = new LogCapture(harness)) {
            for (String name : List.of("first deaf work", "second deaf work")) {
                inTurnOf(hasty, () -> hasty.deferToThread(new DeafWork(name, journal, released)));
                journal.await(name + " on a daemon");
            }
            hasty.close();

            assertThat(log.messages())
                    .filteredOn(line -> line.contains("first deaf work"))
                    .hasSize(1);
            assertThat(log.messages())
                    .filteredOn(line -> line.contains("second deaf work"))
                    .hasSize(1);
        } finally {
            released.countDown();
        }
    }

    /** Work that hears of no interruption until it is released. */
    private record DeafWork(String name, Journal journal, CountDownLatch released) implements Callable<String> {

        @Override
        public String call() {
            journal.add(name + (Thread.currentThread().isDaemon() ? " on a daemon" : " on a user thread"));
            while (true) {
                try {
                    released.await();
                    return name;
                } catch (InterruptedException unheard) {
                    // That is the point of it.
                }
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Whether the peer meets the end of the connection, in order or by a reset. */
    private static boolean seesTheEnd(Peer peer) {
        try {
            return peer.receiveToEnd().length == 0;
        } catch (UncheckedIOException broken) {
            return !(broken.getCause() instanceof SocketTimeoutException);
        }
    }
}
