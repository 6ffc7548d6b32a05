package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section I of the contract: UNIX sockets. */
public abstract class UnixContract extends ReactorContract {

    /** For subclasses. */
    protected UnixContract() {}

    private ListeningPort listenAt(Path path, Protocol protocol) throws Exception {
        return inTurn(() -> reactor.listenUnix(path, Factory.of(() -> protocol)));
    }

    @Clause("I1")
    @DisplayName(
            "I1: a port is bound when listenUnix returns, before run; who connects is served once the reactor runs")
    void listens() {
        Path path = harness.freePath();
        RecordingFactory factory = new RecordingFactory(
                journal,
                "factory",
                () -> recording("server").whenReceived((server, text) -> server.write("got " + text)));
        ListeningPort port = reactor.listenUnix(path, factory);
        Peer peer = harness.connectPeer(path);
        peer.send("abc");
        journal.add("start");

        start();

        assertThat(peer.receive(7)).isEqualTo("got abc");
        peer.shutdownOutput();
        assertThat(peer.receiveToEnd()).isEmpty();
        assertThat(journal.await("server lost"))
                .containsExactly(
                        "factory started", "start", "factory built", "server made", "server data abc", "server lost");
        assertThat(port.address()).isEqualTo(UnixDomainSocketAddress.of(path));
    }

    @Clause("I1")
    @DisplayName("I1: connectUnix tells the factory of its connection, and of the loss, in TCP's order")
    void connects() throws Exception {
        start();
        Path path = harness.freePath();
        PeerAcceptor listener = harness.listenPeer(path);
        RecordingFactory factory = new RecordingFactory(
                journal, "factory", () -> recording("client").whenMade(made -> made.write("abc")));

        Connector connector = inTurn(() -> {
            Connector begun = reactor.connectUnix(path, factory);
            assertThat(begun.state()).isEqualTo(Connector.State.CONNECTING);
            return begun;
        });
        Peer peer = listener.accept();
        assertThat(peer.receive(3)).isEqualTo("abc");
        peer.send("def");
        journal.await("client data def");
        peer.close();

        assertThat(factory.awaitLost()).isInstanceOf(CloseReason.ConnectionDone.class);
        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory built",
                        "client made",
                        "client data def",
                        "client lost",
                        "factory lost",
                        "factory stopped");
        assertThat(connector.getDestination()).isEqualTo(UnixDomainSocketAddress.of(path));
    }

    @Clause("I1")
    @DisplayName("I1: both ends know the path, and the end that connected is unnamed; so they are after the loss")
    void addressesAreUnix() throws Exception {
        start();
        Path path = harness.freePath();
        RecordingProtocol server = recording("server");
        RecordingProtocol client = recording("client");
        listenAt(path, server);
        inTurn(() -> reactor.connectUnix(path, ClientFactory.of(() -> client)));
        journal.await("client made");
        journal.await("server made");

        doInTurn(() -> client.transport().loseConnection());
        journal.await("client lost");
        journal.await("server lost");

        var named = UnixDomainSocketAddress.of(path);
        var unnamed = UnixDomainSocketAddress.of("");
        assertThat(server.transport().getHost()).isEqualTo(named);
        assertThat(server.transport().getPeer()).isEqualTo(unnamed);
        assertThat(client.transport().getHost()).isEqualTo(unnamed);
        assertThat(client.transport().getPeer()).isEqualTo(named);
    }

    @Clause("I1")
    @DisplayName("I1: with every option of TCP set, UNIX sockets do what they do without")
    void takesEveryOption() throws Exception {
        start();
        Path path = harness.freePath();
        StreamOptions unusual = StreamOptions.defaults().withNoDelay(true).withKeepAlive(true);
        ListenOptions listen = ListenOptions.defaults().withReuseAddress(false).withStream(unusual);
        ConnectOptions connect = ConnectOptions.defaults().withStream(unusual);
        Factory echo = Factory.of(() -> recording("server").whenReceived(RecordingProtocol::write));

        inTurn(() -> reactor.listenUnix(path, echo, listen));
        inTurn(() -> reactor.connectUnix(
                path, ClientFactory.of(() -> recording("client").whenMade(made -> made.write("abc"))), connect));

        journal.await("client data abc");
    }

    @Clause("I1")
    @DisplayName("I1: an empty path and a bindAddress are refused, and nothing begins")
    void refusesMisuse() {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("server"));
        Path path = harness.freePath();
        Path empty = Path.of("");
        ListenOptions bound = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        ConnectOptions local =
                ConnectOptions.defaults().withBindAddress(new InetSocketAddress(SocketHarness.loopback(), 0));

        assertThatIllegalArgumentException().isThrownBy(() -> reactor.listenUnix(empty, factory));
        assertThatIllegalArgumentException().isThrownBy(() -> reactor.connectUnix(empty, factory));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reactor.listenUnix(path, factory, bound))
                .withMessageContaining(path.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reactor.connectUnix(path, factory, local))
                .withMessageContaining(path.toString());
        assertThat(journal.lines()).isEmpty();
    }

    @Clause({"I1", "R4"})
    @DisplayName("I1: once connections end, listenUnix and connectUnix throw, and name the path")
    void nothingBeginsAtTheEnd() {
        Path path = harness.freePath();
        ClientFactory factory = ClientFactory.of(() -> recording("client"));
        reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> reactor.listenUnix(path, factory))
                    .withMessageContaining(path.toString());
            assertThatIllegalStateException()
                    .isThrownBy(() -> reactor.connectUnix(path, factory))
                    .withMessageContaining(path.toString());
            journal.add("both threw");
        });
        start();

        reactor.close();

        assertThat(journal.lines()).containsExactly("both threw");
    }

    @Clause("I2")
    @DisplayName("I2: a second server is refused, naming the path, and the first goes on serving")
    void refusesASecondServer() throws Exception {
        start();
        Path path = harness.freePath();
        inTurn(() -> reactor.listenUnix(path, Factory.of(() -> recording("first"))));
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("second"));

        doInTurn(() -> assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> reactor.listenUnix(path, factory))
                .withMessageContaining(path.toString()));

        harness.connectPeer(path).send("abc");
        journal.await("first data abc");
        assertThat(journal.lines()).noneMatch(line -> line.startsWith("factory"));
    }

    @Clause("I3")
    @DisplayName("I3: when stopListening's Deferred fires, the path can be bound again, though connections live on")
    void canBeBoundAgain() throws Exception {
        start();
        Path path = harness.freePath();
        ListeningPort port = listenAt(path, recording("first").whenReceived(RecordingProtocol::write));
        Peer peer = harness.connectPeer(path);
        journal.await("first made");

        doInTurn(() -> port.stopListening().addConsumer(nothing -> {
            reactor.listenUnix(path, Factory.of(() -> recording("second")));
            journal.add("bound again");
        }));
        journal.await("bound again");

        harness.connectPeer(path);
        journal.await("second made");
        peer.send("abc");
        assertThat(peer.receive(3)).isEqualTo("abc");
    }

    @Clause("I4")
    @DisplayName("I4: who is aborted gets what was sent before, and then the end of stream")
    void abortIsAnEnd() throws Exception {
        start();
        Path path = harness.freePath();
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.write("abc");
            made.transport().flushed().addConsumer(nothing -> journal.add("sent"));
        });
        listenAt(path, server);
        Peer peer = harness.connectPeer(path);
        journal.await("sent");

        doInTurn(() -> server.transport().abortConnection());

        assertThat(server.awaitLost()).isInstanceOf(CloseReason.ConnectionAborted.class);
        assertThat(peer.receive(3)).isEqualTo("abc");
        assertThat(peer.receiveToEnd()).isEmpty();
    }

    @Clause("I4")
    @DisplayName("I4: who is aborted, and had sent what was not read, is told of a lost connection")
    void abortOverUnreadBytes() throws Exception {
        start();
        Path path = harness.freePath();
        RecordingProtocol server =
                recording("server").whenMade(made -> made.transport().pauseReading());
        RecordingProtocol client = recording("client").whenMade(made -> {
            made.write(Texts.random(MORE_THAN_BUFFERS_HOLD));
            journal.add("written");
        });
        listenAt(path, server);
        inTurn(() -> reactor.connectUnix(path, ClientFactory.of(() -> client)));
        journal.await("server made");
        journal.await("written");

        doInTurn(() -> server.transport().abortConnection());

        assertThat(server.awaitLost()).isInstanceOf(CloseReason.ConnectionAborted.class);
        assertThat(client.awaitLost()).isInstanceOf(CloseReason.ConnectionLost.class);
    }

    @Clause("I5")
    @DisplayName("I5: where there is no file, a connection is refused, and the connector may try again")
    void refusedWithoutAFile() throws Exception {
        start();
        Path path = harness.freePath();
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"))
                .whenFailed(connector -> {
                    if (journal.count("factory failed") == 1) {
                        reactor.listenUnix(path, Factory.of(() -> recording("server")));
                        reactor.callLater(Duration.ZERO, connector::connect);
                    }
                });

        inTurn(() -> reactor.connectUnix(path, factory));

        journal.await("client made");
        assertThat(factory.awaitFailure())
                .isInstanceOf(ConnectFailedException.Refused.class)
                .hasMessageContaining(path.toString());
        assertThat(List.copyOf(journal.lines())).startsWith("factory started", "factory connecting", "factory failed");
    }
}
