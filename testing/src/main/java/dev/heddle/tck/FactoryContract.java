package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.ConnectFailedException.FactoryFailed;
import dev.heddle.net.Connector;
import dev.heddle.net.Connector.State;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section C of the contract: what factories are told and may do, and what follows if they or their protocols throw. */
public abstract class FactoryContract extends ReactorContract {

    /** For subclasses. */
    protected FactoryContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    private RecordingFactory factoryOf(Supplier<? extends @Nullable Protocol> protocols) {
        return new RecordingFactory(journal, "factory", protocols);
    }

    /** A reactor's connection to a peer, whose end of it is what {@code factory} makes. */
    private Peer connectToPeer(RecordingFactory factory) throws Exception {
        PeerListener listener = harness.listenPeer();
        connect(listener.address(), factory);
        return listener.accept();
    }

    // C5: the order of loss.

    @Clause("C5")
    @DisplayName("C5: a loss is told to the protocol, then to the factory, and then the factory is stopped")
    void tellsOfALossInOrder() throws Exception {
        Peer peer = connectToPeer(factoryOf(() -> recording("client")));
        journal.await("client made");

        peer.close();

        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory built",
                        "client made",
                        "client lost",
                        "factory lost",
                        "factory stopped");
    }

    @Clause("C5")
    @DisplayName("C5: a protocol that throws on its loss is logged, and keeps nobody else from being told")
    void goesOnWhenTheProtocolThrows() throws Exception {
        Throwable thrown = new IllegalStateException("protocol");

        assertLoggedAndToldToAll(factoryOf(() -> recording("client").whenLost(reason -> sneak(thrown))), thrown);
    }

    @Clause("C5")
    @DisplayName("C5: a clientConnectionLost that throws is logged, and keeps nobody else from being told")
    void goesOnWhenTheFactoryThrows() throws Exception {
        Throwable thrown = new IllegalStateException("factory");

        assertLoggedAndToldToAll(factoryOf(() -> recording("client")).whenLost(connector -> sneak(thrown)), thrown);
    }

    @Clause("C5")
    @DisplayName("C5: a stopFactory that throws is logged, and the reactor goes on")
    void goesOnWhenTheStopThrows() throws Exception {
        Throwable thrown = new IllegalStateException("stop");

        assertLoggedAndToldToAll(factoryOf(() -> recording("client")).whenStopped(() -> sneak(thrown)), thrown);
    }

    @Clause("C5")
    @DisplayName("C5: errors, too, and from all three at once, are logged, and keep nobody else from being told")
    void goesOnWhenAllThrow() throws Exception {
        Throwable first = new StackOverflowError("protocol");
        Throwable second = new AssertionError("factory");
        Throwable third = new LinkageError("stop");

        RecordingFactory factory = factoryOf(() -> recording("client").whenLost(reason -> sneak(first)))
                .whenLost(connector -> sneak(second))
                .whenStopped(() -> sneak(third));

        assertLoggedAndToldToAll(factory, first, second, third);
    }

    private void assertLoggedAndToldToAll(RecordingFactory factory, Throwable... thrown) throws Exception {
        try (LogCapture log = new LogCapture(harness)) {
            Peer peer = connectToPeer(factory);
            journal.await("client made");
            peer.close();
            journal.await("factory stopped");
            settle();

            assertThat(log.thrown()).containsExactly(thrown);
        }
        assertThat(journal.lines()).endsWith("client lost", "factory lost", "factory stopped", "settled");
    }

    /** Throws anything, checked or not, where nothing is declared. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Clause("C5")
    @DisplayName("C5: a clientConnectionFailed that throws is logged, and the factory is stopped all the same")
    void goesOnWhenTheFailureThrows() throws Exception {
        Throwable thrown = new IllegalStateException("failed");
        RecordingFactory factory = factoryOf(() -> recording("client"))
                .whenConnecting(Connector::stopConnecting)
                .whenFailed(connector -> sneak(thrown));

        try (LogCapture log = new LogCapture(harness)) {
            connect(harness.silentAddress(), factory);
            journal.await("factory stopped");

            assertThat(log.thrown()).containsExactly(thrown);
        }
    }

    // C6: no protocol.

    @Clause("C6")
    @DisplayName("C6: a client's factory that gives no protocol has the connection closed, and is told of its loss")
    void clientMayGiveNoProtocol() throws Exception {
        RecordingFactory factory = factoryOf(() -> null)
                .whenLost(connector -> journal.add(connector.state().toString()));

        Peer peer = connectToPeer(factory);

        assertThat(peer.receiveToEnd()).isEmpty();
        assertThat(factory.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory built",
                        "factory lost",
                        "DISCONNECTED",
                        "factory stopped");
    }

    @Clause("C6")
    @DisplayName("C6: a server's factory that gives no protocol has the connection closed, and serves the next one")
    void serverMayGiveNoProtocol() throws Exception {
        TcpListeningPort port =
                listen(factoryOf(() -> journal.count("factory built") == 1 ? null : recording("server")));

        Peer unserved = harness.connectPeer(port.address());
        assertThat(unserved.receiveToEnd()).isEmpty();
        harness.connectPeer(port.address());

        assertThat(journal.await("server made"))
                .containsExactly("factory started", "factory built", "factory built", "server made");
    }

    @Clause("C6")
    @DisplayName("C6: a client's factory that throws has the connection closed, and is told of a failure to connect")
    void clientsFactoryMayThrow() throws Exception {
        Throwable thrown = new IllegalStateException("no protocol");
        RecordingFactory factory = factoryOf(() -> {
            sneak(thrown);
            return null;
        });
        PeerListener listener = harness.listenPeer();

        Connector connector = connect(listener.address(), factory);
        Peer peer = listener.accept();

        assertThat(peer.receiveToEnd()).isEmpty();
        assertThat(factory.awaitFailure())
                .isInstanceOf(FactoryFailed.class)
                .hasCause(thrown)
                .hasMessageContaining(listener.address().getAddress().getHostAddress())
                .hasMessageContaining(String.valueOf(listener.address().getPort()));
        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started", "factory connecting", "factory built", "factory failed", "factory stopped");
        assertThat(inTurn(connector::state)).isEqualTo(State.DISCONNECTED);
    }

    @Clause("C6")
    @DisplayName("C6: a server's factory that throws is logged, the connection is closed, and the next one is served")
    void serversFactoryMayThrow() throws Exception {
        Throwable thrown = new IllegalStateException("no protocol");
        TcpListeningPort port = listen(factoryOf(() -> {
            if (journal.count("factory built") == 1) {
                sneak(thrown);
            }
            return recording("server");
        }));

        try (LogCapture log = new LogCapture(harness)) {
            Peer unserved = harness.connectPeer(port.address());
            assertThat(unserved.receiveToEnd()).isEmpty();
            harness.connectPeer(port.address());
            journal.await("server made");

            assertThat(log.thrown()).containsExactly(thrown);
        }
    }

    // C7: a protocol that throws at once.

    @Clause("C7")
    @DisplayName("C7: a client's connectionMade that throws aborts the connection, with the exception as the reason")
    void clientsConnectionMadeMayThrow() throws Exception {
        RuntimeException thrown = new IllegalStateException("made");
        RecordingProtocol client = failingAtOnce("client", thrown);

        RecordingFactory factory = factoryOf(() -> client);
        try (LogCapture log = new LogCapture(harness)) {
            assertSeesAnAbort(connectToPeer(factory));
            log.await(thrown);
        }

        assertThat(client.awaitLost()).isEqualTo(new ProtocolFailed(thrown));
        assertThat(factory.awaitLost()).isEqualTo(new ProtocolFailed(thrown));
        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory built",
                        "client made",
                        "client lost",
                        "factory lost",
                        "factory stopped");
    }

    @Clause("C7")
    @DisplayName("C7: a server's connectionMade that throws aborts that connection, and the next one is served")
    void serversConnectionMadeMayThrow() throws Exception {
        RuntimeException thrown = new IllegalStateException("made");
        RecordingProtocol failing = failingAtOnce("failing", thrown);
        TcpListeningPort port =
                listen(factoryOf(() -> journal.count("factory built") == 1 ? failing : recording("server")));

        try (LogCapture log = new LogCapture(harness)) {
            assertSeesAnAbort(harness.connectPeer(port.address()));
            log.await(thrown);
        }

        assertThat(failing.awaitLost()).isEqualTo(new ProtocolFailed(thrown));
        harness.connectPeer(port.address());
        journal.await("server made");
    }

    /** A protocol that writes something and then throws. */
    private RecordingProtocol failingAtOnce(String name, RuntimeException thrown) {
        return recording(name).whenMade(protocol -> {
            protocol.write("never to arrive");
            throw thrown;
        });
    }

    private static void assertSeesAnAbort(Peer peer) {
        assertThatThrownBy(peer::receiveToEnd)
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }
}
