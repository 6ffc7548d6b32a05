package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.testing.MemoryReactorProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

/** Clauses M1, M2, M5 and M6: who runs what. */
public abstract class BatonContract extends ReactorContract {

    private static final int PEERS = 4;
    private static final int ROUNDS = 50;

    /** For subclasses. */
    protected BatonContract() {}

    @Clause("M1")
    @DisplayName("M1: every callback holds the baton, runs alone, and sees what earlier ones wrote")
    void callbacksRunOneAtATimeWithTheBaton() throws Exception {
        var watch = new TurnWatch(reactor);
        reactor.callWhenRunning(watch.seen("callWhenRunning"));
        start();
        TcpListeningPort port = listen(() -> watched(watch));
        doInTurn(() -> repeat(watch, PEERS * ROUNDS));

        Crowd.run(PEERS, index -> talk(port.address(), watch));

        harness.await("the peers to be lost", () -> journal.count("lost") == PEERS);
        journal.await("timed calls done");
        assertThat(inTurn(watch::faults)).isEmpty();
    }

    private RecordingProtocol watched(TurnWatch watch) {
        return recording("server")
                .whenMade(protocol -> watch.see("connectionMade"))
                .whenReceived((protocol, text) -> {
                    watch.see("dataReceived");
                    reactor.deferToThread(() -> 1).addConsumer(one -> watch.see("deferToThread"));
                    protocol.write(text);
                })
                .whenLost(reason -> {
                    watch.see("connectionLost");
                    journal.add("lost");
                });
    }

    private void repeat(TurnWatch watch, int left) {
        watch.see("callLater");
        if (left == 0) {
            journal.add("timed calls done");
        } else {
            reactor.callLater(Duration.ZERO, () -> repeat(watch, left - 1));
        }
    }

    private void talk(InetSocketAddress address, TurnWatch watch) {
        try (Peer peer = harness.connectPeer(address)) {
            for (int round = 0; round < ROUNDS; round++) {
                reactor.callFromThread(watch.seen("callFromThread"));
                peer.send("x");
                peer.receive(1);
            }
        }
    }

    @Clause("M1")
    @DisplayName("M1: a factory is called with the baton held, whoever calls the reactor")
    void factoriesAreCalledWithTheBaton() throws Exception {
        TcpListeningPort port = listen(new Factory() {
            @Override
            public void startFactory() {
                noteBaton("startFactory");
            }

            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                noteBaton("buildProtocol");
                return recording("server");
            }

            @Override
            public void stopFactory() {
                noteBaton("stopFactory");
            }
        });
        start();

        harness.connectPeer(port.address());
        journal.await("server made");
        doInTurn(port::stopListening);
        journal.await("stopFactory with the baton");

        assertThat(journal.lines())
                .containsSubsequence("startFactory with the baton", "buildProtocol with the baton", "server made");
    }

    private void noteBaton(String call) {
        journal.add(call + (reactor.isHeldByCurrentThread() ? " with the baton" : " without the baton"));
    }

    @Clause("M2")
    @DisplayName("M2: what one callback got is good in every other, on whatever thread that runs")
    void nothingBelongsToTheThreadOfACallback() throws Exception {
        start();
        DelayedCall madeInACall = inTurn(() -> reactor.callLater(NEVER, () -> journal.add("never")));
        RecordingProtocol protocol = recording("server").whenReceived((self, text) -> {
            madeInACall.cancel();
            reactor.callLater(Duration.ZERO, () -> {
                self.write("timed");
                reactor.deferToThread(() -> "beside").addConsumer(self::write);
            });
        });
        TcpListeningPort port = listen(() -> protocol);
        Peer peer = harness.connectPeer(port.address());

        peer.send("go");

        assertThat(peer.receive("timedbeside".length())).isEqualTo("timedbeside");
        assertThat(inTurn(madeInACall::isActive)).isFalse();
        doInTurn(() ->
                port.stopListening().addConsumer(nothing -> protocol.transport().loseConnection()));
        assertThat(peer.receiveToEnd()).isEmpty();
    }

    @Clause("M5")
    @DisplayName("M5: nothing that a turn asks for calls back inside that turn")
    void noTurnStartsInsideATurn() throws Exception {
        start();
        RecordingProtocol writer = recording("writer");
        RecordingProtocol loser = recording("loser");
        RecordingProtocol aborter = recording("aborter");
        peerOf(writer);
        peerOf(loser);
        Peer peer = peerOf(aborter);
        TcpListeningPort port = listen(() -> recording("unused"));
        Connector connector = connect(harness.silentAddress(), client());
        List.of("writer made", "loser made", "aborter made").forEach(journal::await);
        settle();
        doInTurn(() -> aborter.transport().pauseReading());
        peer.send("waiting");
        settle();

        doInTurn(() -> {
            journal.add("begin");
            askForCalls();
            writer.write("text");
            writer.transport().pauseReading();
            writer.transport().resumeReading();
            aborter.transport().resumeReading();
            aborter.transport().abortConnection();
            loser.transport().loseConnection();
            connector.stopConnecting();
            port.stopListening().addConsumer(nothing -> journal.add("port closed"));
            journal.add("end");
        });

        List.of("timed", "called", "ready", "worked", "client failed", "port closed", "aborter lost")
                .forEach(journal::await);
        assertThat(journal.lines()).containsSequence("begin", "end");
    }

    private void askForCalls() {
        reactor.callLater(Duration.ZERO, () -> journal.add("timed"));
        reactor.callFromThread(() -> journal.add("called"));
        reactor.callWhenRunning(() -> journal.add("ready"));
        reactor.deferToThread(() -> "worked").addConsumer(journal::add);
    }

    private ClientFactory client() {
        return new RecordingFactory(journal, "client", () -> recording("protocol"));
    }

    @Clause("M5")
    @DisplayName("M5: stop does not call back inside the turn that asks for it")
    void stopDoesNotCallBack() throws Exception {
        start();
        RecordingProtocol protocol = recording("server");
        peerOf(protocol);
        journal.await("server made");

        doInTurn(() -> {
            journal.add("begin");
            reactor.stop();
            journal.add("end");
        });

        journal.await("server lost");
        assertThat(journal.lines()).containsSequence("begin", "end");
    }

    @Clause("M5")
    @DisplayName("M5: stop fails what waits for work in a later turn")
    void stopFailsOutstandingWorkLater() throws Exception {
        start();
        var neverOpened = new CountDownLatch(1);

        doInTurn(() -> {
            reactor.deferToThread(() -> {
                        neverOpened.await();
                        return 0;
                    })
                    .addErrorConsumer(failure -> journal.add("failed"));
            journal.add("begin");
            reactor.stop();
            journal.add("end");
        });

        assertThat(journal.await("failed")).containsExactly("begin", "end", "failed");
    }

    @Clause("M5")
    @DisplayName("M5: Deferreds, startFactory and startedConnecting do call back inside the present turn")
    void theExceptionsCallBackAtOnce() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        ClientFactory factory = client();

        doInTurn(() -> {
            Deferred<String> fired = new Deferred<>();
            fired.addConsumer(journal::add);
            fired.callback("fired");
            Deferred.succeed("added").addConsumer(journal::add);
            Deferred<String> cancelled = new Deferred<>(self -> journal.add("cancelled"));
            cancelled.addErrorConsumer(failure -> {});
            cancelled.cancel();
            InetSocketAddress address = listener.address();
            reactor.connectTcp(address.getAddress().getHostAddress(), address.getPort(), factory);
            journal.add("end");
        });

        assertThat(journal.lines())
                .startsWith("fired", "added", "cancelled", "client started", "client connecting", "end");
    }

    @Clause("M6")
    @DisplayName("M6: reactors of one backend live side by side, each with a baton of its own")
    void reactorsOfOneBackendLiveSideBySide() throws Exception {
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        start();
        other.start();
        TcpListeningPort port = listen(() -> recording("server").whenReceived(RecordingProtocol::write));

        doInTurn(() -> {
            assertThat(other.isHeldByCurrentThread()).isFalse();
            assertThat(inTurnOf(other, reactor::isHeldByCurrentThread)).isFalse();
            assertThat(inTurnOf(other, other::isHeldByCurrentThread)).isTrue();
        });
        String host = port.address().getAddress().getHostAddress();
        inTurnOf(other, () -> other.connectTcp(host, port.address().getPort(), greeter("client")));
        journal.await("client data hello");
        reactor.close();

        journal.await("client lost");
        assertThat(other.isRunning()).isTrue();
        assertThat(inTurnOf(other, () -> "still there")).isEqualTo("still there");
    }

    private ClientFactory greeter(String name) {
        return ClientFactory.of(() -> recording(name).whenMade(self -> self.write("hello")));
    }

    @Clause("M6")
    @DisplayName("M6: reactors of different backends live side by side")
    void reactorsOfDifferentBackendsLiveSideBySide() throws Exception {
        try (Reactor other = new MemoryReactorProvider().create(ReactorOptions.defaults())) {
            start();
            other.start();

            doInTurn(() -> {
                assertThat(inTurnOf(other, reactor::isHeldByCurrentThread)).isFalse();
                assertThat(inTurnOf(other, other::isHeldByCurrentThread)).isTrue();
            });
            inTurnOf(other, () -> {
                reactor.callFromThread(() -> journal.add("from the other"));
                return other.deferToThread(() -> 1);
            });
            journal.await("from the other");
            other.stop();
        }

        settle();
        assertThat(reactor.isRunning()).isTrue();
    }
}
