package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.ReactorOptions;
import dev.heddle.TriggerPhase;
import dev.heddle.net.Connector;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/**
 * A stop in every callback. Whichever it is, its turn goes on as if nothing were; then what was begun is told to have
 * ended, in order and once, nothing is logged, and the reactor stops.
 */
public abstract class StopContract extends ReactorContract {

    /** For subclasses. */
    protected StopContract() {}

    private void stop() {
        reactor.stop();
        journal.add("stop");
    }

    /** Runs the reactor, has {@code body} done in a turn, waits for the end, and checks what was told until then. */
    private void assertTold(ThrowingRunnable body, String... lines) throws Exception {
        runToItsEnd(() -> doInTurn(body));

        assertThat(journal.lines()).endsWith("returned").startsWith(lines).hasSize(lines.length + 1);
    }

    private void runToItsEnd(ThrowingRunnable body) throws Exception {
        try (LogCapture log = new LogCapture(harness)) {
            runOnAThread();
            body.run();
            journal.await("returned");
            assertThat(log.records()).isEmpty();
        }
    }

    // The reactor's own callbacks.

    @Clause("R4")
    @DisplayName("R4: a stop in a timed call")
    void inATimedCall() throws Exception {
        assertTold(
                () -> {
                    reactor.callLater(Duration.ZERO, this::stop);
                    reactor.callLater(NEVER, () -> journal.add("never"));
                },
                "stop");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in a call from a thread")
    void inACallFromAThread() throws Exception {
        assertTold(() -> reactor.callFromThread(this::stop), "stop");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in callWhenRunning")
    void inCallWhenRunning() throws Exception {
        assertTold(() -> reactor.callWhenRunning(this::stop), "stop");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in a callback of a Deferred that the reactor owes")
    void inADeferred() throws Exception {
        assertTold(() -> reactor.deferToThread(() -> 1).addConsumer(one -> stop()), "stop");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in work beside the reactor, which is interrupted by it")
    void inWork() throws Exception {
        assertTold(
                () -> reactor.deferToThread(() -> {
                            stop();
                            return 1;
                        })
                        .addErrorConsumer(cancelled -> {}),
                "stop");
    }

    @Clause({"R3", "R4"})
    @DisplayName("R4: a stop in a trigger of any phase of the startup")
    void inATriggerOfTheStartup() throws Exception {
        for (TriggerPhase phase : TriggerPhase.values()) {
            reactor = harness.newReactor(ReactorOptions.defaults());
            reactor.addSystemEventTrigger(phase, STARTUP, this::stop);
            noteWhen(TriggerPhase.AFTER, SHUTDOWN);
            reactor.run();
        }

        assertThat(journal.lines())
                .containsExactly("stop", "after shutdown", "stop", "after shutdown", "stop", "after shutdown");
    }

    @Clause({"R2", "R3"})
    @DisplayName("R2: a stop in a trigger of the shutdown throws like any second stop, and the shutdown goes on")
    void inATriggerOfTheShutdown() throws Exception {
        for (TriggerPhase phase : TriggerPhase.values()) {
            reactor.addSystemEventTrigger(phase, SHUTDOWN, () -> {
                assertThatIllegalStateException().isThrownBy(reactor::stop).withMessageContaining("is stopping");
                journal.add("refused");
            });
        }

        assertTold(this::stop, "stop", "refused", "refused", "refused");
    }

    // A client's callbacks.

    private RecordingFactory factoryOf(RecordingProtocol protocol) {
        return new RecordingFactory(journal, "factory", () -> protocol);
    }

    /** Connects in vain, and checks what was told until the end. */
    private void assertToldInVain(InetSocketAddress address, RecordingFactory factory, String... lines)
            throws Exception {
        String host = address.getAddress().getHostAddress();
        assertTold(() -> reactor.connectTcp(host, address.getPort(), factory), lines);
    }

    /** Connects to a peer that does what {@code script} says, and checks what was told until the end. */
    private void assertToldOfPeer(RecordingFactory factory, Consumer<Peer> script, String... lines) throws Exception {
        PeerListener listener = harness.listenPeer();
        String host = listener.address().getAddress().getHostAddress();
        Thread peer = Thread.ofPlatform().start(() -> script.accept(listener.accept()));
        assertTold(() -> reactor.connectTcp(host, listener.address().getPort(), factory), lines);
        peer.join();
    }

    @Clause("R4")
    @DisplayName("R4: a stop in startFactory, before an attempt")
    void inStartFactory() throws Exception {
        assertToldInVain(
                harness.silentAddress(),
                factoryOf(recording("client")).whenStarted(this::stop),
                "factory started",
                "stop",
                "factory connecting",
                "factory failed",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in startedConnecting, with the attempt not yet begun")
    void inStartedConnecting() throws Exception {
        assertToldInVain(
                harness.silentAddress(),
                factoryOf(recording("client")).whenConnecting(connector -> stop()),
                "factory started",
                "factory connecting",
                "stop",
                "factory failed",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in clientConnectionFailed, also if the connector tries again there")
    void inClientConnectionFailed() throws Exception {
        assertToldInVain(
                harness.refusingAddress(),
                factoryOf(recording("client")).whenFailed(connector -> stopAndRetry(connector, "factory failed")),
                "factory started",
                "factory connecting",
                "factory failed",
                "stop",
                "factory connecting",
                "factory failed",
                "factory stopped");
    }

    /** On the first such line stops the reactor, and on every one connects again. */
    private void stopAndRetry(Connector connector, String line) {
        if (journal.count(line) == 1) {
            stop();
        }
        connector.connect();
    }

    @Clause("R4")
    @DisplayName("R4: a stop in buildProtocol of a client")
    void inBuildProtocol() throws Exception {
        RecordingProtocol client = recording("client");
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> {
            stop();
            return client;
        });

        assertToldOfPeer(
                factory,
                peer -> {},
                "factory started",
                "factory connecting",
                "factory built",
                "stop",
                "client made",
                "client lost",
                "factory lost",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in connectionMade of a client")
    void inConnectionMade() throws Exception {
        assertToldOfPeer(
                factoryOf(recording("client").whenMade(made -> stop())),
                peer -> {},
                "factory started",
                "factory connecting",
                "factory built",
                "client made",
                "stop",
                "client lost",
                "factory lost",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in dataReceived of a client")
    void inDataReceived() throws Exception {
        assertToldOfPeer(
                factoryOf(recording("client").whenReceived((protocol, text) -> stop())),
                peer -> peer.send("x"),
                "factory started",
                "factory connecting",
                "factory built",
                "client made",
                "client data x",
                "stop",
                "client lost",
                "factory lost",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in connectionLost of a client")
    void inConnectionLost() throws Exception {
        assertToldOfPeer(
                factoryOf(recording("client").whenLost(reason -> stop())),
                Peer::close,
                "factory started",
                "factory connecting",
                "factory built",
                "client made",
                "client lost",
                "stop",
                "factory lost",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in clientConnectionLost, also if the connector connects again there")
    void inClientConnectionLost() throws Exception {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        assertToldOfPeer(
                factory.whenLost(connector -> stopAndRetry(connector, "factory lost")),
                Peer::close,
                "factory started",
                "factory connecting",
                "factory built",
                "client made",
                "client lost",
                "factory lost",
                "stop",
                "factory connecting",
                "factory failed",
                "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in stopFactory of a client")
    void inStopFactory() throws Exception {
        assertToldOfPeer(
                factoryOf(recording("client")).whenStopped(this::stop),
                Peer::close,
                "factory started",
                "factory connecting",
                "factory built",
                "client made",
                "client lost",
                "factory lost",
                "factory stopped",
                "stop");
    }

    // A server's callbacks.

    /** Listens for one peer, and checks what was told until the end; the port and its connection may end in any order. */
    private void assertToldOfPort(RecordingFactory factory, Consumer<Peer> script, String... lines) throws Exception {
        InetSocketAddress address = listen(factory).address();
        runToItsEnd(() -> script.accept(harness.connectPeer(address)));

        assertThat(journal.lines())
                .endsWith("returned")
                .hasSize(lines.length + 2)
                .contains("factory stopped");
        assertThat(journal.lines()).containsSubsequence(lines);
    }

    @Clause("R4")
    @DisplayName("R4: a stop in startFactory of a port")
    void inStartFactoryOfAPort() throws Exception {
        RecordingFactory factory = factoryOf(recording("server")).whenStarted(this::stop);

        assertTold(() -> reactor.listenTcp(0, factory), "factory started", "stop", "factory stopped");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in buildProtocol of a server")
    void inBuildProtocolOfAServer() throws Exception {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> {
            stop();
            return recording("server");
        });

        assertToldOfPort(factory, peer -> {}, "factory started", "factory built", "stop", "server made", "server lost");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in connectionMade of a server")
    void inConnectionMadeOfAServer() throws Exception {
        assertToldOfPort(
                factoryOf(recording("server").whenMade(made -> stop())),
                peer -> {},
                "factory started",
                "factory built",
                "server made",
                "stop",
                "server lost");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in dataReceived of a server")
    void inDataReceivedOfAServer() throws Exception {
        assertToldOfPort(
                factoryOf(recording("server").whenReceived((protocol, text) -> stop())),
                peer -> peer.send("x"),
                "factory started",
                "factory built",
                "server made",
                "server data x",
                "stop",
                "server lost");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in connectionLost of a server")
    void inConnectionLostOfAServer() throws Exception {
        assertToldOfPort(
                factoryOf(recording("server").whenLost(reason -> stop())),
                Peer::close,
                "factory started",
                "factory built",
                "server made",
                "server lost",
                "stop");
    }

    @Clause("R4")
    @DisplayName("R4: a stop in stopFactory of a port, and in the Deferred of its end")
    void atTheEndOfAPort() throws Exception {
        assertTold(
                () -> {
                    RecordingFactory factory = factoryOf(recording("server")).whenStopped(this::stop);
                    reactor.listenTcp(0, factory).stopListening().addConsumer(nothing -> journal.add("port told"));
                },
                "factory started",
                "factory stopped",
                "stop",
                "port told");
    }
}
