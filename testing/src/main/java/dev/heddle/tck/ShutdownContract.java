package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.TriggerPhase.AFTER;
import static dev.heddle.TriggerPhase.BEFORE;
import static dev.heddle.TriggerPhase.DURING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.TcpListeningPort;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: what the shutdown does to ports, connections and work, and when. */
public abstract class ShutdownContract extends ReactorContract {

    /** For subclasses. */
    protected ShutdownContract() {}

    @BeforeEach
    final void run() {
        runOnAThread();
    }

    /** Stops the running reactor, and gives all that was noted by its end. */
    private List<String> stop() {
        reactor.stop();
        return journal.await("returned");
    }

    @Clause("R4")
    @DisplayName("R4: triggers before and during shutdown still have their connections, to take leave of the peers")
    void connectionsLiveUntilTheTriggersHaveRun() throws Exception {
        Deferred<String> answered = new Deferred<>();
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> answered.callback(text));
        Peer peer = peerOf(server);
        journal.await("server made");
        doInTurn(() -> {
            reactor.addSystemEventTriggerDeferring(SHUTDOWN, () -> {
                server.write("good bye");
                return answered;
            });
            reactor.addSystemEventTrigger(DURING, SHUTDOWN, () -> journal.add("during"));
        });

        reactor.stop();
        assertThat(peer.receive(8)).isEqualTo("good bye");
        peer.send("bye");

        assertThat(journal.await("returned"))
                .containsExactly("server made", "server data bye", "during", "server lost", "returned");
    }

    @Clause("R4")
    @DisplayName(
            "R4: triggers after shutdown run when ports, connections, attempts and work have ended, and all were told")
    void afterTriggersComeLast() throws Exception {
        RecordingFactory ports = new RecordingFactory(journal, "port", () -> recording("server"));
        TcpListeningPort port = listen(ports);
        harness.connectPeer(port.address());
        PeerListener listener = harness.listenPeer();
        connect(listener.address(), new RecordingFactory(journal, "connector", () -> recording("client")));
        connect(harness.silentAddress(), new RecordingFactory(journal, "attempt", () -> recording("nobody")));
        List.of("server made", "client made").forEach(journal::await);
        doInTurn(() -> {
            port.stopListening().addConsumer(nothing -> journal.add("port told"));
            reactor.deferToThread(ShutdownContract::waitForInterruption)
                    .addErrorConsumer(failure -> journal.add("work told"));
            reactor.addSystemEventTrigger(DURING, SHUTDOWN, () -> journal.add("during"));
            reactor.addSystemEventTrigger(AFTER, SHUTDOWN, () -> journal.add("after"));
            reactor.stop();
        });
        List<String> lines = journal.await("returned");

        assertThat(lines).endsWith("after", "returned");
        assertThat(lines.subList(lines.indexOf("during"), lines.size()))
                .contains("server lost", "client lost", "connector lost", "connector stopped", "attempt failed")
                .contains("attempt stopped", "work told");
        assertThat(lines).containsOnlyOnce("port stopped").containsOnlyOnce("port told");
    }

    private static @Nullable Void waitForInterruption() throws InterruptedException {
        new CountDownLatch(1).await();
        return null;
    }

    @Clause("R4")
    @DisplayName("R4: in a trigger after shutdown every port is free to be bound again")
    void portsAreFreeAfterwards() throws Exception {
        TcpListeningPort port = listen(() -> recording("server"));
        harness.connectPeer(port.address());
        journal.await("server made");
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        doInTurn(() -> reactor.addSystemEventTrigger(AFTER, SHUTDOWN, () -> {
            listenOn(next, port.address(), peer -> null);
            journal.add("bound");
        }));

        assertThat(stop()).containsExactly("server made", "server lost", "bound", "returned");
    }

    @Clause("R4")
    @DisplayName(
            "R4: ports and connections may be opened in triggers before and during shutdown, and end with the others")
    void mayOpenUntilTheEnd() throws Exception {
        PeerListener listener = harness.listenPeer();
        doInTurn(() -> {
            reactor.addSystemEventTrigger(BEFORE, SHUTDOWN, () -> open(listener, "before"));
            reactor.addSystemEventTrigger(DURING, SHUTDOWN, () -> open(listener, "during"));
        });

        assertThat(stop())
                .contains("port before started", "port before stopped", "connector before started")
                .contains("connector before stopped", "port during stopped", "connector during stopped")
                .endsWith("returned");
    }

    private void open(PeerListener listener, String phase) {
        reactor.listenTcp(0, new RecordingFactory(journal, "port " + phase, () -> recording("server")));
        reactor.connectTcp(
                listener.address().getAddress().getHostAddress(),
                listener.address().getPort(),
                new RecordingFactory(journal, "connector " + phase, () -> recording("client")));
    }

    @Clause("R4")
    @DisplayName(
            "R4: when connections are told of the shutdown, and after it, nothing can be opened any more, and work is"
                    + " cancelled")
    void cannotOpenAnythingAtTheEnd() throws Exception {
        peerOf(recording("server").whenLost(reason -> assertCannotOpen("connectionLost")));
        journal.await("server made");
        doInTurn(() -> reactor.addSystemEventTrigger(AFTER, SHUTDOWN, () -> assertCannotOpen("after shutdown")));

        assertThat(stop())
                .contains("connectionLost refused", "connectionLost cancelled")
                .containsSubsequence("after shutdown cancelled", "after shutdown refused", "returned");
    }

    @Clause("R4")
    @DisplayName("R4: nor can it in callbacks of the work and the tasks that are cancelled then")
    void cannotOpenAnythingWhenWorkIsCancelled() throws Exception {
        doInTurn(() -> {
            reactor.deferToThread(ShutdownContract::waitForInterruption)
                    .addErrorConsumer(failure -> assertCannotOpen("work"));
            reactor.async(() -> new Deferred<String>().await()).addErrorConsumer(failure -> assertCannotOpen("task"));
        });

        assertThat(stop()).contains("work refused", "task refused");
    }

    private void assertCannotOpen(String when) {
        assertThatIllegalStateException()
                .isThrownBy(() -> reactor.listenTcp(0, peer -> null))
                .withMessageContaining("is stopping");
        assertThatIllegalStateException()
                .isThrownBy(() -> reactor.connectTcp("127.0.0.1", 1, ClientFactory.of(() -> recording("nobody"))))
                .withMessageContaining("is stopping");
        reactor.deferToThread(() -> "work").addErrorConsumer(failure -> journal.add(when + " cancelled"));
        journal.add(when + " refused");
    }

    @Clause({"R4", "S1", "S8"})
    @DisplayName("R4: every connection is told that it was lost because the reactor stopped, however many there are")
    void everyConnectionIsTold() throws Exception {
        int count = 50;
        TcpListeningPort port = listen(() -> recording("server").whenLost(reason -> {
            assertThat(reason).isInstanceOf(ConnectionLost.class).asString().contains("stopped");
            journal.add("told why");
        }));
        for (int peer = 0; peer < count; peer++) {
            harness.connectPeer(port.address());
        }
        harness.await("connections", () -> journal.count("server made") == count);

        assertThat(stop()).hasSize(3 * count + 1);
        assertThat(journal.count("server lost")).isEqualTo(count);
        assertThat(journal.count("told why")).isEqualTo(count);
    }
}
