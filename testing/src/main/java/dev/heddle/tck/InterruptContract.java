package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** Clause M7: threads that are interrupted, in callbacks and between them. */
public abstract class InterruptContract extends ReactorContract {

    private static final int ROUNDS = 50;
    private static final long READINGS_AT_REST = 1_000;

    /** For subclasses. */
    protected InterruptContract() {}

    // In callbacks.

    @Clause("M7")
    @DisplayName("M7: a callback that interrupts its thread harms no I/O, its own or another's")
    void anInterruptInAProtocolHarmsNoConnection() throws Exception {
        start();
        Protocol bystander = recording("bystander").whenReceived(RecordingProtocol::write);
        Peer other = peerOf(bystander);
        Peer peer = peerOf(recording("server")
                .whenMade(self -> interruptSelf())
                .whenReceived((self, text) -> {
                    interruptSelf();
                    self.write(text);
                })
                .whenLost(reason -> interruptSelf()));

        for (int round = 0; round < ROUNDS; round++) {
            peer.send("x");
            assertThat(peer.receive(1)).isEqualTo("x");
        }
        peer.close();
        journal.await("server lost");

        other.send("y");
        assertThat(other.receive(1)).isEqualTo("y");
    }

    @Clause("M7")
    @DisplayName("M7: a callback never begins with the interrupt of an earlier one")
    void theInterruptIsClearedAfterEachCallback() throws Exception {
        start();

        doInTurn(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                reactor.callLater(Duration.ofMillis(i % 3), this::noteAndInterrupt);
                reactor.callFromThread(this::noteAndInterrupt);
                reactor.callWhenRunning(this::noteAndInterrupt);
                reactor.deferToThread(() -> 1).addConsumer(one -> noteAndInterrupt());
            }
        });

        harness.await("all callbacks", () -> journal.lines().size() == 4 * ROUNDS);
        assertThat(journal.lines()).containsOnly("not interrupted");
    }

    private void noteAndInterrupt() {
        journal.add(Thread.currentThread().isInterrupted() ? "interrupted" : "not interrupted");
        interruptSelf();
    }

    @Clause("M7")
    @DisplayName("M7: a callback that is interrupted may connect and listen")
    void anInterruptedCallbackMayConnectAndListen() throws Exception {
        start();

        TcpListeningPort port = inTurn(() -> {
            interruptSelf();
            TcpListeningPort bound = reactor.listenTcp(
                    0,
                    peer -> recording("server").whenReceived(RecordingProtocol::write),
                    ListenOptions.defaults().withBindAddress(SocketHarness.loopback()));
            String host = bound.address().getAddress().getHostAddress();
            reactor.connectTcp(host, bound.address().getPort(), greeter("client"));
            return bound;
        });

        journal.await("client data hello");
        assertThat(port.address().getPort()).isPositive();
    }

    private static void interruptSelf() {
        Thread.currentThread().interrupt();
    }

    private ClientFactory greeter(String name) {
        return ClientFactory.of(() -> recording(name).whenMade(self -> self.write("hello")));
    }

    // Between callbacks.

    @Clause("M7")
    @DisplayName("M7: a loop that is interrupted while it waits goes on waiting, and does not spin")
    void anInterruptedLoopGoesOnWaiting() throws Exception {
        CountingClock clock = new CountingClock();
        start(ReactorOptions.defaults().withClock(clock));
        Thread loop = inTurn(Thread::currentThread);
        doInTurn(() -> reactor.callLater(SOON.multipliedBy(10), () -> journal.add("called")));
        long before = clock.readings();

        Reactor other = harness.newReactor(ReactorOptions.defaults());
        other.start();
        inTurnOf(other, () -> other.callLater(SOON, loop::interrupt));
        journal.await("called");

        assertThat(clock.readings() - before).isLessThan(READINGS_AT_REST);
    }

    @Clause("M7")
    @DisplayName("M7: a paused connection survives the interruption of the thread that served it")
    void aPausedConnectionSurvives() throws Exception {
        start();
        Thread[] served = new Thread[1];
        RecordingProtocol server = recording("server").whenMade(made -> {
            made.transport().pauseReading();
            served[0] = Thread.currentThread();
        });
        Peer peer = peerOf(server);
        journal.await("server made");
        settle();

        for (int time = 0; time < 20; time++) {
            served[0].interrupt(); // at least once while it waits, and in no turn
            settle();
        }
        peer.send("abc");
        doInTurn(() -> server.transport().resumeReading());

        journal.await("server data abc");
    }
}
