package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.SystemEventTrigger;
import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.net.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;

/** Clause M3: what needs the baton, since when, and what does not. */
public abstract class BatonRequiredContract extends ReactorContract {

    private static final int THREADS = 4;
    private static final int CALLS = 500;

    /** For subclasses. */
    protected BatonRequiredContract() {}

    @Clause("M3")
    @DisplayName("M3: until the reactor starts, any thread may call it")
    void beforeTheStartAnyThreadMayCall() throws Exception {
        InetSocketAddress silent = harness.silentAddress();
        List<TcpListeningPort> ports = Collections.synchronizedList(new ArrayList<>());

        Crowd.run(THREADS, index -> {
            reactor.callWhenRunning(() -> journal.add("ready"));
            reactor.addSystemEventTrigger(TriggerPhase.DURING, SystemEvent.STARTUP, () -> journal.add("trigger"));
            reactor.addSystemEventTriggerDeferring(SystemEvent.STARTUP, () -> noted("deferring"));
            assertThat(noteWhen(TriggerPhase.AFTER, SystemEvent.STARTUP).remove())
                    .isTrue();
            reactor.callFromThread(() -> journal.add("called"));
            reactor.deferToThread(() -> "worked").addConsumer(journal::add);
            ports.add(listen(() -> recording("server")));
            useConnector(reactor.connectTcp(silent.getHostString(), silent.getPort(), client("client " + index)));
            useDelayedCall(reactor.callLater(NEVER, () -> journal.add("never")));
        });
        reactor.start();

        for (String line : List.of("ready", "trigger", "deferring", "called", "worked")) {
            harness.await(line, () -> journal.count(line) == THREADS);
        }
        for (int index = 0; index < THREADS; index++) {
            journal.await("client " + index + " failed");
            harness.connectPeer(ports.get(index).address());
        }
        harness.await("connections", () -> journal.count("server made") == THREADS);
        assertThat(journal.lines()).doesNotContain("after startup");
    }

    private Deferred<String> noted(String line) {
        journal.add(line);
        return Deferred.succeed(line);
    }

    private void useConnector(Connector connector) {
        assertThat(connector.state()).isEqualTo(Connector.State.CONNECTING);
        connector.stopConnecting();
    }

    private void useDelayedCall(DelayedCall call) {
        call.delay(Duration.ofSeconds(1));
        call.reset(NEVER);
        assertThat(call.deadlineNanos()).isPositive();
        call.cancel();
        assertThat(call.isActive()).isFalse();
    }

    @Clause("M3")
    @DisplayName("M3: until the reactor starts, each call takes the baton, so that none is lost")
    void beforeTheStartEachCallTakesTheBaton() throws Exception {
        Crowd.run(THREADS, index -> {
            for (int i = 0; i < CALLS; i++) {
                reactor.callLater(Duration.ofNanos(i), () -> journal.add("called"))
                        .delay(Duration.ofNanos(1));
            }
        });
        reactor.start();

        harness.await("all calls", () -> journal.count("called") == THREADS * CALLS);
    }

    @Clause("M3")
    @DisplayName("M3: a reactor's methods throw without the baton, and do nothing")
    void reactorMethodsNeedTheBaton() throws Exception {
        start();

        assertRefused(
                () -> reactor.callLater(Duration.ZERO, this::unwanted),
                () -> reactor.callWhenRunning(this::unwanted),
                () -> reactor.addSystemEventTrigger(TriggerPhase.BEFORE, SystemEvent.SHUTDOWN, this::unwanted),
                () -> reactor.addSystemEventTriggerDeferring(SystemEvent.SHUTDOWN, () -> noted("unwanted")),
                () -> reactor.deferToThread(this::unwantedWork),
                () -> reactor.deferToThread(Runnable::run, this::unwantedWork),
                () -> reactor.listenTcp(0, client("refused")),
                () -> reactor.listenTcp(0, client("refused"), ListenOptions.defaults()),
                () -> reactor.connectTcp("127.0.0.1", 1, client("refused")),
                () -> reactor.connectTcp("127.0.0.1", 1, client("refused"), ConnectOptions.defaults()),
                () -> reactor.resolve("127.0.0.1"));

        settle();
        reactor.close();
        assertThat(journal.lines()).containsExactly("settled");
    }

    private void unwanted() {
        journal.add("unwanted");
    }

    private int unwantedWork() {
        journal.add("unwanted");
        return 1;
    }

    @Clause("M3")
    @DisplayName("M3: a transport's methods throw without the baton, and do nothing")
    void transportMethodsNeedTheBaton() throws Exception {
        start();
        RecordingProtocol protocol = recording("server");
        Peer peer = peerOf(protocol);
        journal.await("server made");
        Transport transport = protocol.transport();
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'n', 'o'});

        assertRefused(
                () -> transport.write(bytes),
                () -> transport.write(new byte[] {'n', 'o'}),
                transport::isDisconnecting,
                transport::pauseReading,
                transport::resumeReading,
                () -> transport.registerProducer(new RecordingProducer.Push(journal, "push")),
                () -> transport.registerProducer(new RecordingProducer.Pull(journal, "pull")),
                transport::unregisterProducer,
                transport::loseConnection,
                () -> transport.loseConnection(NEVER),
                transport::loseWriteConnection,
                transport::abortConnection);

        peer.send("in");
        journal.await("server data in");
        doInTurn(() -> protocol.write("out"));
        assertThat(peer.receive(3)).isEqualTo("out");
        assertThat(bytes.remaining()).isEqualTo(2);
        assertThat(protocol.reason()).isNull();
    }

    @Clause("M3")
    @DisplayName("M3: a connector's methods throw without the baton, and do nothing")
    void connectorMethodsNeedTheBaton() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        Connector connected = connect(listener.address(), client("connected"));
        Connector connecting = connect(harness.silentAddress(), client("connecting"));
        journal.await("protocol made");

        for (Connector connector : List.of(connected, connecting)) {
            assertRefused(connector::state, connector::connect, connector::stopConnecting, connector::disconnect);
        }

        settle();
        assertThat(inTurn(connected::state)).isEqualTo(Connector.State.CONNECTED);
        assertThat(inTurn(connecting::state)).isEqualTo(Connector.State.CONNECTING);
        assertThat(journal.lines()).doesNotContain("connected lost", "connecting failed");
    }

    @Clause("M3")
    @DisplayName("M3: a port's methods throw without the baton, and do nothing")
    void portMethodsNeedTheBaton() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("server"));

        assertRefused(port::stopListening);

        settle();
        harness.connectPeer(port.address());
        assertThat(journal.await("server made")).containsOnlyOnce("server made");
    }

    @Clause("M3")
    @DisplayName("M3: a delayed call's methods throw without the baton, and do nothing")
    void delayedCallMethodsNeedTheBaton() throws Exception {
        start();
        DelayedCall call = inTurn(() -> reactor.callLater(NEVER, this::unwanted));
        long deadline = inTurn(call::deadlineNanos);

        assertRefused(
                call::cancel,
                () -> call.reset(Duration.ZERO),
                () -> call.delay(NEVER.negated()),
                call::deadlineNanos,
                call::isActive);

        settle();
        assertThat(inTurn(call::isActive)).isTrue();
        assertThat(inTurn(call::deadlineNanos)).isEqualTo(deadline);
        assertThat(journal.lines()).containsExactly("settled");
    }

    @Clause("M3")
    @DisplayName("M3: a trigger's methods throw without the baton, and do nothing")
    void triggerMethodsNeedTheBaton() throws Exception {
        start();
        SystemEventTrigger trigger = inTurn(() -> noteWhen(TriggerPhase.BEFORE, SystemEvent.SHUTDOWN));

        assertRefused(trigger::remove);

        reactor.close();
        assertThat(journal.lines()).containsExactly("before shutdown");
    }

    @Clause("M3")
    @DisplayName("M3: another reactor's baton does not do")
    void theBatonOfAnotherReactorDoesNotDo() throws Exception {
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        other.start();
        start();

        inTurnOf(other, () -> {
            assertRefused(() -> reactor.callLater(Duration.ZERO, this::unwanted));
            return true;
        });

        settle();
        assertThat(journal.lines()).containsExactly("settled");
    }

    @Clause("M3")
    @DisplayName("M3: after the stop the baton is needed as before")
    void theBatonIsNeededAfterTheStop() throws Exception {
        start();
        DelayedCall call = inTurn(() -> reactor.callLater(NEVER, this::unwanted));
        reactor.close();

        assertRefused(
                () -> reactor.callLater(Duration.ZERO, this::unwanted),
                () -> reactor.listenTcp(0, client("refused")),
                call::cancel);

        assertThat(journal.lines()).isEmpty();
    }

    @Clause("M3")
    @DisplayName("M3: calls for other threads, and getters of what never changes, need no baton")
    void exemptMethodsNeedNoBaton() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("server"));
        RecordingProtocol protocol = recording("protocol");
        Connector connector = connect(port.address(), ClientFactory.of(() -> protocol));
        journal.await("protocol made");

        reactor.callFromThread(() -> journal.add("called"));
        journal.await("called");
        assertThat(reactor.<String>blockingCallFromThread(() -> "answered")).isEqualTo("answered");
        assertThat(reactor.isHeldByCurrentThread()).isFalse();
        assertThat(reactor.isRunning()).isTrue();
        long before = reactor.nanoTime();
        assertThat(reactor.nanoTime() - before).isNotNegative();
        assertThat(connector.getDestination()).isEqualTo(port.address());
        assertThat(protocol.transport().getPeer()).isEqualTo(port.address());
        assertThat(((InetSocketAddress) protocol.transport().getHost()).getPort())
                .isPositive();
        reactor.stop();
        reactor.close();
        assertThat(reactor.isRunning()).isFalse();
    }

    private ClientFactory client(String name) {
        return new RecordingFactory(journal, name, () -> recording("protocol"));
    }

    private static void assertRefused(ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(WrongThreadException.class).hasMessageContaining("callFromThread");
        }
    }
}
