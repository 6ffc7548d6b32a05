package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException.FactoryFailed;
import dev.heddle.net.ConnectFailedException.NoProtocol;
import dev.heddle.net.ConnectFailedException.ProtocolFailed;
import dev.heddle.net.ConnectFailedException.Refused;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.Protocol;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section N of the contract: endpoints. */
public abstract class EndpointContract extends ReactorContract {

    private @Nullable Throwable failure;

    /** For subclasses. */
    protected EndpointContract() {}

    private ClientEndpoint endpointOf(InetSocketAddress address) {
        return Endpoints.tcpClient(reactor, address.getAddress().getHostAddress(), address.getPort());
    }

    /** Notes what comes of it: {@code fired} or {@code failed}, and whether that is in a turn. */
    private void note(Deferred<?> result) {
        result.addConsumer(value -> journal.add("fired" + heldWord())).addErrorConsumer(reason -> {
            failure = reason.getCause();
            journal.add("failed" + heldWord());
        });
    }

    private String heldWord() {
        return reactor.isHeldByCurrentThread() ? "" : " without the baton";
    }

    // N8: success.

    @Clause("N8")
    @DisplayName("N8: connect fires with the protocol that the factory built, in a turn, after connectionMade")
    void firesAfterConnectionMade() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingProtocol protocol = recording("client");
        Protocol[] fired = new Protocol[1];

        doInTurn(() ->
                note(endpointOf(listener.address()).connect(peer -> protocol).addCallback(connected -> {
                    fired[0] = connected;
                    return connected;
                })));
        listener.accept();

        assertThat(journal.await("fired")).containsExactly("client made", "fired");
        assertThat(fired[0]).isSameAs(protocol);
    }

    @Clause("N8")
    @DisplayName("N8: connectProtocol fires with that protocol, typed, and the connection works")
    void connectsOneProtocol() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();

        doInTurn(() -> endpointOf(listener.address())
                .connectProtocol(recording("client"))
                .addConsumer(client -> client.write("hello")));

        assertThat(listener.accept().receive(5)).isEqualTo("hello");
    }

    @Clause("N8")
    @DisplayName("N8: an endpoint asked before the run connects once it runs, and may be asked again")
    void mayBeAskedAgain() throws Exception {
        PeerListener listener = harness.listenPeer();
        ClientEndpoint endpoint = endpointOf(listener.address());
        note(endpoint.connectProtocol(recording("first")));

        start();
        listener.accept();
        journal.await("fired");
        doInTurn(() -> note(endpoint.connectProtocol(recording("second"))));
        listener.accept();

        assertThat(journal.await(4)).containsExactly("first made", "fired", "second made", "fired");
    }

    @Clause("N8")
    @DisplayName("N8: the protocol's factory is the program's own, started before and stopped after the connection")
    void theFactoryIsTheProgramsOwn() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = new RecordingFactory(
                journal,
                "factory",
                () -> recording("client")
                        .whenMade(made ->
                                journal.add("of " + made.factory().getClass().getSimpleName())));

        doInTurn(() -> note(endpointOf(listener.address()).connect(factory)));
        Peer peer = listener.accept();
        journal.await("fired");
        peer.close();

        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory built",
                        "client made",
                        "of RecordingFactory",
                        "fired",
                        "client lost",
                        "factory stopped");
    }

    @Clause("N8")
    @DisplayName("N8: one factory with several endpoints is started once, and stopped after the last")
    void oneFactoryIsStartedOnce() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        doInTurn(() -> {
            note(endpointOf(listener.address()).connect(factory));
            note(endpointOf(listener.address()).connect(factory));
        });
        Peer first = listener.accept();
        Peer second = listener.accept();
        harness.await("both", () -> journal.count("fired") == 2);
        first.close();
        journal.await("client lost");
        settle();
        assertThat(journal.lines()).doesNotContain("factory stopped");
        second.close();

        assertThat(journal.await("factory stopped")).containsOnlyOnce("factory started");
    }

    @Clause("N8")
    @DisplayName("N8: a client factory is told of a connection after connectionMade, unless that threw")
    void factoriesAreToldOfConnections() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        class Told implements ClientFactory {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                return recording("client").whenMade(made -> {
                    if (journal.count("client made") == 2) {
                        throw new IllegalStateException("the second one throws");
                    }
                });
            }

            @Override
            public void clientConnectionMade(Connector connector, Protocol protocol) {
                journal.add("told " + connector.state());
            }
        }

        connect(listener.address(), new Told());
        journal.await("told CONNECTED");
        connect(listener.address(), new Told());

        assertThat(journal.await("client lost"))
                .containsExactly("client made", "told CONNECTED", "client made", "client lost");
    }

    // N9: failures.

    @Clause("N9")
    @DisplayName("N9: a connection that fails is told by type, as a connector's is, in a later turn")
    void tellsOfFailures() throws Exception {
        start();
        InetSocketAddress address = harness.refusingAddress();

        doInTurn(() -> {
            note(endpointOf(address).connectProtocol(recording("client")));
            journal.add("turn ends");
        });

        assertThat(journal.await("failed")).containsExactly("turn ends", "failed");
        assertThat(failure).isExactlyInstanceOf(Refused.class);
    }

    @Clause("N9")
    @DisplayName("N9: a factory that has no protocol for the connection fails it with NoProtocol")
    void noProtocolFails() throws Exception {
        connectWith(peer -> null);

        assertThat(failure).isExactlyInstanceOf(NoProtocol.class);
    }

    @Clause("N9")
    @DisplayName("N9: a factory that throws fails the connection with FactoryFailed")
    void aThrowingFactoryFails() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no");
        connectWith(peer -> {
            throw thrown;
        });

        assertThat(failure).isExactlyInstanceOf(FactoryFailed.class).hasCause(thrown);
    }

    @Clause("N9")
    @DisplayName("N9: a connectionMade that throws fails the connection, with what it threw as the cause")
    void aThrowingProtocolFails() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no");
        connectWith(peer -> recording("client").whenMade(made -> {
            throw thrown;
        }));

        assertThat(failure).isExactlyInstanceOf(ProtocolFailed.class).hasCause(thrown);
    }

    private void connectWith(Factory factory) throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        doInTurn(() -> note(endpointOf(listener.address()).connect(factory)));
        listener.accept();
        journal.await("failed");
    }

    @Clause("N9")
    @DisplayName("N9: listen fires with the port within the call, or fails with CannotListenException")
    void listens() throws Exception {
        start();
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        ListeningPort[] port = new ListeningPort[1];

        doInTurn(() -> {
            Endpoints.tcpServer(reactor, 0, loopback)
                    .listen(Factory.of(() -> recording("server")))
                    .addConsumer(listening -> port[0] = listening);
            int taken = ((InetSocketAddress) port[0].address()).getPort();
            note(Endpoints.tcpServer(reactor, taken, loopback).listen(Factory.of(() -> recording("none"))));
        });
        harness.connectPeer((InetSocketAddress) port[0].address());

        assertThat(journal.await("server made")).containsExactly("failed", "server made");
        assertThat(failure).isExactlyInstanceOf(CannotListenException.class);
    }

    @Clause("N9")
    @DisplayName("N9: what can be no endpoint is refused when it is made")
    void refusesAtOnce() {
        assertThatThrownBy(() -> Endpoints.tcpClient(reactor, "a b", 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Endpoints.tcpClient(reactor, "a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Endpoints.tcpClient(reactor, "a", 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Endpoints.tcpServer(reactor, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Endpoints.tcpServer(reactor, 65536)).isInstanceOf(IllegalArgumentException.class);
    }

    // N10: cancelling.

    @Clause("N10")
    @DisplayName("N10: cancelled while it connects, it fails with CancellationException, and the attempt is given up")
    void mayBeCancelled() throws Exception {
        start();
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        doInTurn(() -> {
            Deferred<Protocol> connecting = endpointOf(harness.silentAddress()).connect(factory);
            note(connecting);
            connecting.cancel();
            journal.add("turn ends");
        });

        assertThat(journal.await("factory stopped"))
                .containsExactly("factory started", "failed", "turn ends", "factory stopped");
        assertThat(failure).isExactlyInstanceOf(CancellationException.class);
    }

    @Clause("N10")
    @DisplayName("N10: cancelled while it succeeds, it fails with CancellationException, and leaves no connection")
    void mayBeCancelledWhileItSucceeds() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        doInTurn(() -> {
            Deferred<Protocol> connecting = endpointOf(listener.address()).connect(factory);
            note(connecting);
            connecting.cancel();
        });
        journal.await("factory stopped");
        settle();

        assertThat(journal.lines()).doesNotContain("fired", "client made");
        assertThat(failure).isExactlyInstanceOf(CancellationException.class);
    }

    @Clause("N10")
    @DisplayName("N10: cancelled in connectionMade, it fails with CancellationException, and the connection is aborted")
    void mayBeCancelledInConnectionMade() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        Deferred<?>[] connecting = new Deferred<?>[1];

        doInTurn(() -> {
            connecting[0] = endpointOf(listener.address())
                    .connectProtocol(recording("client").whenMade(made -> connecting[0].cancel()));
            note(connecting[0]);
        });
        listener.accept();

        assertThat(journal.await("client lost")).containsExactly("client made", "failed", "client lost");
        assertThat(failure).isExactlyInstanceOf(CancellationException.class);
    }
}
