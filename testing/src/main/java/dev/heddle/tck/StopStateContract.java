package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** A stop with a connection in every condition: it is told to be lost, once, and the reactor stops. */
public abstract class StopStateContract extends ReactorContract {

    /** For subclasses. */
    protected StopStateContract() {}

    /** Nothing ends before the test is over unless the stop ends it. */
    @BeforeEach
    final void run() {
        reactor = harness.newReactor(
                ReactorOptions.defaults().withLingerLimit(NEVER).withResolver((host, asking) -> new Deferred<>()));
        runOnAThread();
    }

    /** A protocol with a connection to a peer that does nothing by itself. */
    private RecordingProtocol connected() throws Exception {
        RecordingProtocol server = recording("server");
        peerOf(server);
        journal.await("server made");
        return server;
    }

    /** Stops the reactor, and gives the reason that the protocol was told, which is the last thing that it was told. */
    private CloseReason reasonAtTheStop(RecordingProtocol server) {
        reactor.stop();
        assertThat(journal.await("returned")).containsOnlyOnce("server lost").endsWith("server lost", "returned");
        return server.awaitLost();
    }

    /** Has {@code protocol} write more than the kernel takes for a peer that does not read. */
    private static void writeTooMuch(RecordingProtocol protocol) {
        protocol.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop with a backlog that the peer does not read")
    void withABacklog() throws Exception {
        RecordingProtocol server = connected();
        doInTurn(() -> writeTooMuch(server));

        assertThat(reasonAtTheStop(server)).isInstanceOf(ConnectionLost.class);
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop in the turn that wrote, and in the turn that opened a connection and a port")
    void inTheTurnThatBegan() throws Exception {
        RecordingProtocol server = connected();
        PeerListener listener = harness.listenPeer();

        doInTurn(() -> {
            server.write("hello");
            String host = listener.address().getAddress().getHostAddress();
            int port = listener.address().getPort();
            reactor.connectTcp(host, port, new RecordingFactory(journal, "connector", () -> recording("client")));
            reactor.listenTcp(0, new RecordingFactory(journal, "port", () -> recording("nobody")));
            reactor.stop();
        });

        assertThat(journal.await("returned"))
                .containsOnlyOnce("server lost")
                .containsOnlyOnce("connector stopped")
                .containsOnlyOnce("port stopped")
                .doesNotContain("client made")
                .endsWith("returned");
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop while a name is looked up")
    void whileANameIsLookedUp() throws Exception {
        doInTurn(() -> {
            reactor.connectTcp("example.test", 1, new RecordingFactory(journal, "factory", () -> recording("client")));
            reactor.stop();
        });

        assertThat(journal.await("returned"))
                .containsExactly(
                        "factory started", "factory connecting", "factory failed", "factory stopped", "returned");
    }

    @Clause({"R4", "S1", "S10"})
    @DisplayName("R4: a stop while reading is paused, with bytes that were not delivered, which never are")
    void whilePaused() throws Exception {
        RecordingProtocol server = recording("server");
        server.whenMade(made -> made.transport().pauseReading());
        Peer peer = peerOf(server);
        journal.await("server made");
        peer.send("held");
        settle();

        assertThat(reasonAtTheStop(server)).isInstanceOf(ConnectionLost.class);
        assertThat(journal.lines()).doesNotContain("server data held");
    }

    @Clause({"R4", "S1", "S10"})
    @DisplayName(
            "R4: a stop in the turn that resumes reading: the bytes that were held are delivered before the loss, or"
                    + " not at all")
    void inTheTurnThatResumes() throws Exception {
        RecordingProtocol server = recording("server");
        server.whenMade(made -> made.transport().pauseReading());
        Peer peer = peerOf(server);
        journal.await("server made");
        peer.send("held");
        settle();

        doInTurn(() -> {
            server.transport().resumeReading();
            reactor.stop();
        });

        assertThat(journal.await("returned")).containsOnlyOnce("server lost").endsWith("server lost", "returned");
    }

    @Clause({"R4", "S1", "S4"})
    @DisplayName("R4: a stop half-way through loseConnection, with bytes that the peer does not take")
    void whileFlushing() throws Exception {
        RecordingProtocol server = connected();
        doInTurn(() -> {
            writeTooMuch(server);
            server.transport().loseConnection();
        });

        assertThat(reasonAtTheStop(server)).isInstanceOf(ConnectionLost.class);
    }

    @Clause({"R4", "S1", "S4"})
    @DisplayName("R4: a stop half-way through loseConnection, with a peer that does not end its stream")
    void whileLingering() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        doInTurn(() -> {
            server.write("bye");
            server.transport().loseConnection();
        });
        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");

        assertThat(reasonAtTheStop(server)).isInstanceOf(ConnectionLost.class);
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop after the peer's end of stream, with bytes that the peer does not take")
    void afterThePeersEnd() throws Exception {
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> writeTooMuch(protocol));
        Peer peer = peerOf(server);
        peer.send("x");
        peer.shutdownOutput();
        journal.await("server data x");
        settle();

        assertThat(reasonAtTheStop(server)).isInstanceOf(ConnectionLost.class);
    }

    @Clause({"R4", "S1", "S6"})
    @DisplayName("R4: a stop in the turn of an abort: the abort is the reason")
    void inTheTurnOfAnAbort() throws Exception {
        RecordingProtocol server = connected();
        doInTurn(() -> {
            server.transport().abortConnection();
            reactor.stop();
        });

        journal.await("returned");
        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(journal.lines()).containsOnlyOnce("server lost").endsWith("server lost", "returned");
    }

    @Clause({"R4", "S1", "S7"})
    @DisplayName("R4: a stop in a callback that then throws: the exception is the reason")
    void inACallbackThatThrows() throws Exception {
        RuntimeException thrown = new IllegalStateException("on purpose");
        RecordingProtocol server = recording("server").whenReceived((protocol, text) -> {
            reactor.stop();
            throw thrown;
        });
        Peer peer = peerOf(server);
        try (LogCapture log = new LogCapture(harness)) {
            peer.send("x");
            journal.await("returned");
            assertThat(log.thrown()).containsExactly(thrown);
        }

        assertThat(server.awaitLost()).isEqualTo(new ProtocolFailed(thrown));
        assertThat(journal.lines()).containsOnlyOnce("server lost").endsWith("server lost", "returned");
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop with both ends of a connection in the reactor, which talk to each other")
    void withBothEnds() throws Exception {
        var port = listen(() -> recording("server").whenReceived(RecordingProtocol::write));
        RecordingProtocol client = recording("client").whenReceived(RecordingProtocol::write);
        connect(port.address(), ClientFactory.of(() -> client.whenMade(made -> made.write("ball"))));
        harness.await("some turns", () -> journal.count("client data ball") > 10);

        reactor.stop();

        assertThat(journal.await("returned")).containsOnlyOnce("server lost").containsOnlyOnce("client lost");
        assertThat(client.reason()).isInstanceOf(ConnectionLost.class);
    }

    @Clause({"R4", "S1"})
    @DisplayName("R4: a stop with a port that is being closed")
    void withAPortThatCloses() throws Exception {
        doInTurn(() -> {
            reactor.listenTcp(0, new RecordingFactory(journal, "port", () -> recording("nobody")))
                    .stopListening()
                    .addConsumer(nothing -> journal.add("told"));
            reactor.stop();
        });

        assertThat(journal.await("returned")).containsExactly("port started", "port stopped", "told", "returned");
    }
}
