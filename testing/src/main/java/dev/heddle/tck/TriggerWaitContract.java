package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static dev.heddle.TriggerPhase.BEFORE;
import static dev.heddle.TriggerPhase.DURING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.SystemEvent;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.TcpListeningPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: what startup and shutdown wait for. */
public abstract class TriggerWaitContract extends ReactorContract {

    private final Deferred<String> first = new Deferred<>();
    private final Deferred<String> second = new Deferred<>();

    /** For subclasses. */
    protected TriggerWaitContract() {}

    @BeforeEach
    final void notePhases() {
        noteAllPhases();
    }

    /** A test that failed must not leave a reactor that cannot be closed. */
    @AfterEach
    final void goOn() {
        for (Deferred<String> deferred : List.of(first, second)) {
            if (!deferred.hasFired()) {
                deferred.callback("at the latest");
            }
        }
    }

    /** Has the phase before {@code event} wait for {@code deferred}. */
    private void awaitBefore(SystemEvent event, Deferred<String> deferred) {
        reactor.addSystemEventTriggerDeferring(event, () -> {
            journal.add("waiting for " + event.toString().toLowerCase(Locale.ROOT));
            return deferred;
        });
    }

    /** Runs the reactor until it waits before its startup. */
    private void startAndWait() throws Exception {
        runOnAThread();
        journal.await("waiting for startup");
        settle();
    }

    /** Runs the reactor, and stops it, until it waits before its shutdown. */
    private void stopAndWait() throws Exception {
        runOnAThread();
        journal.await("after startup");
        reactor.stop();
        journal.await("waiting for shutdown");
        settle();
    }

    // The startup.

    @Clause("R3")
    @DisplayName("R3: the startup goes on when the Deferreds of all before-triggers have fired, whatever with")
    void theStartupWaitsForAll() throws Exception {
        awaitBefore(STARTUP, first);
        awaitBefore(STARTUP, second);
        startAndWait();

        try (LogCapture log = new LogCapture(harness)) {
            IOException failed = new IOException("no matter");
            doInTurn(() -> second.errback(failed));
            settle();
            assertThat(journal.lines()).contains("before startup").doesNotContain("during startup");
            doInTurn(() -> first.callback("done"));
            journal.await("after startup");
            assertThat(log.thrown()).containsExactly(failed);
        }
    }

    @Clause("R3")
    @DisplayName("R3: a Deferred that has fired already does not hold the startup up")
    void theStartupGoesOnWithWhatIsThere() throws Exception {
        awaitBefore(STARTUP, Deferred.succeed("done"));

        start();

        assertThat(journal.await("after startup"))
                .containsExactly("before startup", "waiting for startup", "during startup", "after startup");
    }

    @Clause("R3")
    @DisplayName("R3: while the startup waits, timed calls, threads and connections go on, old ones and new ones")
    void allGoesOnDuringTheStartup() throws Exception {
        InetSocketAddress before = listen(() -> echo("old server")).address();
        awaitBefore(STARTUP, first);
        startAndWait();

        Peer peer = harness.connectPeer(before);
        peer.send("abc");
        assertThat(peer.receive(3)).isEqualTo("abc");
        assertAllWorks();

        assertThat(journal.lines()).doesNotContain("during startup");
        doInTurn(() -> first.callback("done"));
        journal.await("after startup");
    }

    /** Has timed calls, threads and connections at work in the running reactor. */
    private void assertAllWorks() throws Exception {
        TcpListeningPort port = inTurn(() -> listenOn(reactor, anyPort(), peer -> echo("server")));
        connect(port.address(), ClientFactory.of(() -> recording("client").whenMade(made -> made.write("hello"))));
        journal.await("client data hello");
        doInTurn(() -> reactor.callLater(SOON, () -> journal.add("timed")));
        journal.await("timed");
        doInTurn(() -> reactor.deferToThread(() -> "worked").addConsumer(journal::add));
        journal.await("worked");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(SocketHarness.loopback(), 0);
    }

    private RecordingProtocol echo(String name) {
        return recording(name).whenReceived(RecordingProtocol::write);
    }

    @Clause("R3")
    @DisplayName("R3: callWhenRunning waits with the startup")
    void callsWhenRunningWait() throws Exception {
        awaitBefore(STARTUP, first);
        reactor.callWhenRunning(() -> journal.add("ready"));
        startAndWait();
        doInTurn(() -> reactor.callWhenRunning(() -> journal.add("ready, too")));
        settle();
        assertThat(journal.lines()).doesNotContain("ready", "ready, too");

        doInTurn(() -> first.callback("done"));

        assertThat(journal.await("ready, too")).endsWith("after startup", "ready", "ready, too");
    }

    @Clause("R3")
    @DisplayName("R3: a trigger that is added while its phase waits runs in it, and is waited for")
    void triggersMayBeAddedMeanwhile() throws Exception {
        awaitBefore(STARTUP, first);
        startAndWait();

        doInTurn(() -> {
            reactor.addSystemEventTrigger(BEFORE, STARTUP, () -> journal.add("added"));
            awaitBefore(STARTUP, second);
            journal.add("asked");
        });
        settle();
        assertThat(journal.lines()).containsSubsequence("asked", "added", "waiting for startup", "settled");
        doInTurn(() -> first.callback("done"));
        settle();
        assertThat(journal.lines()).doesNotContain("during startup");
        doInTurn(() -> second.callback("done"));

        journal.await("after startup");
    }

    @Clause({"R3", "R2"})
    @DisplayName("R3: a stop while the startup waits ends the startup: its other triggers never run, and those of the"
            + " shutdown do")
    void aStopEndsTheWait() throws Exception {
        awaitBefore(STARTUP, first);
        awaitBefore(SHUTDOWN, second);
        reactor.callWhenRunning(() -> journal.add("ready"));
        startAndWait();

        reactor.stop();
        journal.await("waiting for shutdown");
        doInTurn(() -> first.callback("too late"));
        settle();
        doInTurn(() -> second.callback("done"));

        assertThat(journal.await("returned"))
                .doesNotContain("during startup", "after startup", "ready")
                .containsSubsequence("before startup", "before shutdown", "settled")
                .endsWith("during shutdown", "after shutdown", "returned");
    }

    // The shutdown.

    @Clause("R3")
    @DisplayName("R3: the shutdown goes on when the Deferreds of all before-triggers have fired")
    void theShutdownWaitsForAll() throws Exception {
        awaitBefore(SHUTDOWN, first);
        awaitBefore(SHUTDOWN, second);
        stopAndWait();

        doInTurn(() -> first.callback("done"));
        settle();
        assertThat(journal.lines()).contains("before shutdown").doesNotContain("during shutdown");
        doInTurn(() -> second.callback("done"));

        assertThat(journal.await("returned")).endsWith("during shutdown", "after shutdown", "returned");
    }

    @Clause({"R3", "R4"})
    @DisplayName("R3: while the shutdown waits, timed calls, threads and connections go on, old ones and new ones")
    void allGoesOnBeforeTheShutdown() throws Exception {
        InetSocketAddress before = listen(() -> echo("old server")).address();
        awaitBefore(SHUTDOWN, first);
        stopAndWait();

        Peer peer = harness.connectPeer(before);
        peer.send("abc");
        assertThat(peer.receive(3)).isEqualTo("abc");
        assertAllWorks();

        assertThat(journal.lines()).doesNotContain("during shutdown", "old server lost", "server lost", "client lost");
        doInTurn(() -> first.callback("done"));
        assertThat(journal.await("returned")).contains("old server lost", "server lost", "client lost");
    }

    @Clause("R3")
    @DisplayName("R3: a Deferred may be fired by any thread, without the baton, and the next phase has it")
    void anyThreadMayFire() throws Exception {
        awaitBefore(STARTUP, first);
        awaitBefore(SHUTDOWN, second);
        reactor.addSystemEventTrigger(DURING, STARTUP, this::noteBaton);
        reactor.addSystemEventTrigger(DURING, SHUTDOWN, this::noteBaton);
        startAndWait();

        Crowd.runElsewhere(index -> first.callback("done"));
        journal.await("after startup");
        reactor.stop();
        journal.await("waiting for shutdown");
        Crowd.runElsewhere(index -> second.callback("done"));

        journal.await("returned");
        assertThat(journal.count("with the baton")).isEqualTo(2);
    }

    private void noteBaton() {
        journal.add(reactor.isHeldByCurrentThread() ? "with the baton" : "without the baton");
    }

    // Failing.

    @Clause("R3")
    @DisplayName(
            "R3: a deferring trigger whose Deferred fails, or that throws, or gives no Deferred, is logged, and nobody"
                    + " waits")
    void deferringTriggersMayFail() throws Exception {
        IOException failed = new IOException("failed");
        IOException thrown = new IOException("thrown");
        for (SystemEvent event : SystemEvent.values()) {
            reactor.addSystemEventTriggerDeferring(event, () -> Deferred.fail(failed));
            reactor.addSystemEventTriggerDeferring(event, () -> {
                throw thrown;
            });
            reactor.addSystemEventTriggerDeferring(event, TriggerWaitContract::giveNothing);
        }

        try (LogCapture log = new LogCapture(harness)) {
            runOnAThread();
            journal.await("after startup");
            reactor.stop();
            journal.await("returned");

            assertThat(log.recordsOf(failed)).hasSize(2);
            assertThat(log.recordsOf(thrown)).hasSize(2);
            assertThat(log.thrown()).hasSize(6);
            assertThat(log.messages())
                    .filteredOn(message -> message.contains("before startup"))
                    .hasSize(3);
            assertThat(log.messages())
                    .filteredOn(message -> message.contains("before shutdown"))
                    .hasSize(3);
        }
        assertThat(journal.lines())
                .isEqualTo(List.of(
                        "before startup",
                        "during startup",
                        "after startup",
                        "before shutdown",
                        "during shutdown",
                        "after shutdown",
                        "returned"));
    }

    @SuppressWarnings("NullAway") // that is the mistake
    private static Deferred<String> giveNothing() {
        @Nullable Deferred<String> none = null;
        return none;
    }
}
