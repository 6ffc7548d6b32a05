package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.SocketBuffers;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section C of the contract: ports, and the factories that they share. */
public abstract class ListenContract extends ReactorContract {

    private static final byte[] NOT_OF_THIS_MACHINE = {(byte) 203, 0, 113, 1};

    /** For subclasses. */
    protected ListenContract() {}

    private RecordingFactory recordingFactory() {
        return new RecordingFactory(journal, "factory", () -> recording("server"));
    }

    // C1: binding.

    @Clause("C1")
    @DisplayName("C1: listenTcp has bound the port when it returns, in a turn")
    void bindsBeforeItReturns() throws Exception {
        start();

        doInTurn(() -> {
            TcpListeningPort port = listenOn(reactor, anyPort(), recordingFactory());
            harness.connectPeer(port.address());
            journal.add("bound");
        });

        assertThat(journal.await("server made"))
                .containsExactly("factory started", "bound", "factory built", "server made");
    }

    @Clause("C1")
    @DisplayName("C1: listenTcp has bound the port when it returns, before run; who connects is served once it runs")
    void bindsBeforeRun() throws Exception {
        TcpListeningPort port = listen(recordingFactory());
        Peer peer = harness.connectPeer(port.address());
        peer.send("abc");
        journal.add("start");

        start();

        assertThat(journal.await("server data abc"))
                .containsExactly("factory started", "start", "factory built", "server made", "server data abc");
    }

    @Clause("C1")
    @DisplayName("C1: port 0 takes a free port, which address() tells, also after the close")
    void takesAFreePort() throws Exception {
        start();
        TcpListeningPort first = listen(recordingFactory());
        TcpListeningPort second = listen(recordingFactory());
        InetSocketAddress address = first.address();

        assertThat(address.getAddress()).isEqualTo(SocketHarness.loopback());
        assertThat(address.getPort()).isPositive().isNotEqualTo(second.address().getPort());
        stopAndWait(first);
        assertThat(first.address()).isEqualTo(address);
    }

    @Clause("C1")
    @DisplayName("C1: an address in use is told with address and port, and the factory is not started")
    void tellsOfAnAddressInUse() throws Exception {
        InetSocketAddress taken = listen(() -> recording("first")).address();
        RecordingFactory factory = recordingFactory();

        assertCannotListen(taken, factory);
        start();
        doInTurn(() -> assertCannotListen(taken, factory));

        assertThat(journal.lines()).isEmpty();
        harness.connectPeer(taken);
        journal.await("first made");
    }

    @Clause("C1")
    @DisplayName("C1: an address that is not of this machine is told with address and port")
    void tellsOfAnAddressElsewhere() throws Exception {
        InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.getByAddress(NOT_OF_THIS_MACHINE), 7007);
        start();

        doInTurn(() -> assertCannotListen(elsewhere, recordingFactory()));

        assertThat(journal.lines()).isEmpty();
    }

    private void assertCannotListen(InetSocketAddress address, Factory factory) {
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> listenOn(reactor, address, factory))
                .withMessageContaining(address.getAddress().getHostAddress())
                .withMessageContaining(String.valueOf(address.getPort()))
                .withCauseInstanceOf(IOException.class);
    }

    // C8: factories that are shared.

    @Clause("C8")
    @DisplayName("C8: a factory on two ports and a connector is started once, and stopped after the last has ended")
    void sharedFactoryIsStartedAndStoppedOnce() throws Exception {
        start();
        RecordingFactory factory = recordingFactory();
        PeerListener listener = harness.listenPeer();

        TcpListeningPort first = listen(factory);
        TcpListeningPort second = listen(factory);
        connect(listener.address(), factory);
        journal.await("server made");
        stopAndWait(first);
        stopAndWait(second);
        assertThat(journal.lines()).doesNotContain("factory stopped");
        listener.accept().close();

        assertThat(journal.await("factory stopped"))
                .startsWith("factory started")
                .endsWith("server lost", "factory lost", "factory stopped");
        assertThat(journal.count("factory started")).isEqualTo(1);
    }

    @Clause("C8")
    @DisplayName("C8: a connector that ends first does not stop a factory that a port still uses")
    void sharedFactoryOutlivesAConnector() throws Exception {
        start();
        RecordingFactory factory = recordingFactory();
        PeerListener listener = harness.listenPeer();

        TcpListeningPort port = listen(factory);
        connect(listener.address(), factory);
        listener.accept().close();
        journal.await("factory lost");
        settle();
        assertThat(journal.lines()).doesNotContain("factory stopped");
        stopAndWait(port);

        assertThat(journal.count("factory started")).isEqualTo(1);
        assertThat(journal.count("factory stopped")).isEqualTo(1);
    }

    @Clause("C8")
    @DisplayName("C8: a factory that has been stopped is started anew for its next port")
    void factoryMayBeUsedAgain() throws Exception {
        start();
        RecordingFactory factory = recordingFactory();

        stopAndWait(listen(factory));
        stopAndWait(listen(factory));

        assertThat(journal.lines())
                .containsExactly(
                        "factory started",
                        "factory stopped",
                        "port closed",
                        "factory started",
                        "factory stopped",
                        "port closed");
    }

    @Clause("C8")
    @DisplayName("C8: a reactor that stops stops a shared factory once")
    void sharedFactoryIsStoppedOnceAtTheEnd() throws Exception {
        start();
        RecordingFactory factory = recordingFactory();
        listen(factory);
        listen(factory);
        connect(harness.silentAddress(), factory);

        reactor.close();

        assertThat(journal.lines()).startsWith("factory started").endsWith("factory stopped");
        assertThat(journal.count("factory started")).isEqualTo(1);
        assertThat(journal.count("factory stopped")).isEqualTo(1);
    }

    // C9: closing.

    @Clause("C9")
    @DisplayName("C9: stopListening returns the same Deferred each time, which fires after stopFactory in a later turn")
    void stopsOnce() throws Exception {
        start();
        TcpListeningPort port = listen(recordingFactory());

        doInTurn(() -> {
            port.stopListening().addConsumer(nothing -> journal.add("port closed"));
            assertThat(port.stopListening()).isSameAs(port.stopListening());
            journal.add("told to stop");
        });
        journal.await("port closed");
        doInTurn(() -> assertThat(port.stopListening()).isSameAs(port.stopListening()));
        settle();

        assertThat(journal.lines())
                .containsExactly("factory started", "told to stop", "factory stopped", "port closed", "settled");
    }

    @Clause("C9")
    @DisplayName("C9: connections that a port accepted live on after it")
    void connectionsOutliveTheirPort() throws Exception {
        start();
        TcpListeningPort port =
                listen(() -> recording("server").whenReceived((server, text) -> server.write("got " + text)));
        Peer peer = harness.connectPeer(port.address());
        journal.await("server made");

        stopAndWait(port);
        peer.send("abc");

        assertThat(peer.receive(7)).isEqualTo("got abc");
        assertThat(journal.lines()).doesNotContain("server lost");
    }

    @Clause("C9")
    @DisplayName("C9: when the Deferred fires the port can be bound again, though its connections live on")
    void portCanBeBoundAgain() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("first"));
        harness.connectPeer(port.address());
        journal.await("first made");

        doInTurn(() -> port.stopListening().addConsumer(nothing -> {
            listenOn(reactor, port.address(), Factory.of(() -> recording("second")));
            journal.add("bound again");
        }));
        journal.await("bound again");
        harness.connectPeer(port.address());

        journal.await("second made");
    }

    @Clause("C9")
    @DisplayName("C9: a port that is stopped before run is closed once the reactor runs, and serves nobody")
    void stopsBeforeRun() throws Exception {
        TcpListeningPort port = listen(recordingFactory());
        port.stopListening().addConsumer(nothing -> journal.add("port closed"));
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        assertThat(listenOn(next, port.address(), recordingFactory()).address()).isEqualTo(port.address());

        start();

        journal.await("port closed");
        assertThat(journal.lines()).contains("factory stopped").doesNotContain("factory built");
    }

    @Clause("C9")
    @DisplayName("C9: who is on the way when the port is told to stop is not served, but closed or reset")
    void servesNobodyAfterTheStop() throws Exception {
        start();
        TcpListeningPort port = listen(recordingFactory());
        List<Peer> peers = new ArrayList<>();

        doInTurn(() -> {
            connectMany(port, peers);
            port.stopListening().addConsumer(nothing -> journal.add("port closed"));
        });
        peers.forEach(ListenContract::assertNotServed);
        journal.await("port closed");
        settle();

        assertThat(journal.lines()).containsExactly("factory started", "factory stopped", "port closed", "settled");
    }

    @Clause("C9")
    @DisplayName("C9: who is on the way when the reactor is told to stop is not served, but closed or reset")
    void servesNobodyAfterTheReactorsStop() throws Exception {
        start();
        TcpListeningPort port = listen(recordingFactory());
        List<Peer> peers = new ArrayList<>();

        doInTurn(() -> {
            connectMany(port, peers);
            reactor.stop();
            port.stopListening().addConsumer(nothing -> journal.add("port closed"));
        });
        peers.forEach(ListenContract::assertNotServed);
        reactor.close();

        assertThat(journal.lines()).containsExactly("factory started", "factory stopped", "port closed");
    }

    /** More than a port accepts ahead of the turns that tell of them. */
    private void connectMany(TcpListeningPort port, List<Peer> peers) {
        for (int i = 0; i < 200; i++) {
            peers.add(harness.connectPeer(port.address()));
        }
    }

    private static void assertNotServed(Peer peer) {
        try {
            assertThat(peer.receiveSome(1)).isNull();
        } catch (UncheckedIOException reset) {
            // That will do as well.
        }
    }

    // C11: socket options.

    @Clause("C11")
    @DisplayName(
            "C11: unless told otherwise, small writes go out at once, nobody asks after silent peers, addresses are"
                    + " reused, 1024 may wait, and the system sizes its buffers")
    void statesItsDefaults() {
        ListenOptions listen = ListenOptions.defaults();
        StreamOptions stream = StreamOptions.defaults();

        assertThat(listen.backlog()).isEqualTo(1024);
        assertThat(listen.reuseAddress()).isTrue();
        assertThat(listen.stream()).isEqualTo(stream);
        assertThat(ConnectOptions.defaults().stream()).isEqualTo(stream);
        assertThat(stream.noDelay()).isTrue();
        assertThat(stream.keepAlive()).isFalse();
        assertThat(stream.socketBuffers()).isEqualTo(new SocketBuffers(SocketBuffers.SYSTEM, SocketBuffers.SYSTEM));
    }

    @Clause("C11")
    @DisplayName("C11: a size below zero and a backlog below one are refused, naming the value")
    void refusesWrongOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketBuffers.defaults().withSendBytes(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketBuffers.defaults().withReceiveBytes(-2))
                .withMessageContaining("-2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenOptions.defaults().withBacklog(0))
                .withMessageContaining("0");
    }

    @Clause("C11")
    @DisplayName("C11: with every option set, ports and connectors do what they do without")
    void everyOptionMayBeSet() throws Exception {
        start();
        StreamOptions unusual = StreamOptions.defaults()
                .withNoDelay(false)
                .withKeepAlive(true)
                .withSocketBuffers(new SocketBuffers(20_000, 30_000));
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(SocketHarness.loopback())
                .withBacklog(2)
                .withReuseAddress(false)
                .withStream(unusual);
        Factory factory = Factory.of(() -> recording("server").whenReceived(RecordingProtocol::write));
        TcpListeningPort port = inTurn(() -> reactor.listenTcp(0, factory, options));
        String text = Texts.random(100_000);
        StringBuilder echoed = new StringBuilder();
        RecordingProtocol client = recording("client")
                .whenMade(made -> made.write(text))
                .whenReceived((made, received) -> {
                    echoed.append(received);
                    if (echoed.length() == text.length()) {
                        journal.add("echoed");
                    }
                });

        doInTurn(() -> reactor.connectTcp(
                port.address().getAddress().getHostAddress(),
                port.address().getPort(),
                ClientFactory.of(() -> client),
                ConnectOptions.defaults().withStream(unusual)));
        journal.await("echoed");

        assertThat(echoed).hasToString(text);
    }

    // What the tests share.

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(SocketHarness.loopback(), 0);
    }

    private void stopAndWait(TcpListeningPort port) throws Exception {
        int before = journal.count("port closed");
        doInTurn(() -> port.stopListening().addConsumer(nothing -> journal.add("port closed")));
        harness.await("the port to close", () -> journal.count("port closed") > before);
    }
}
