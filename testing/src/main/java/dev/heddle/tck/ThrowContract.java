package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;

/**
 * Clause M9: callbacks that throw, in every place that has no clause of its own for that. Those that have: D3 and D13
 * (Deferreds), X4 (cancellers), T7 (timed calls), R3 (triggers), R7 and R8 (calls and work of threads), C5 to C7
 * (factories, and protocols that are made or lost), S7 (protocols), H4 (half close).
 */
public abstract class ThrowContract extends ReactorContract {

    private final RuntimeException exception = new IllegalStateException("on purpose");
    private final Error error = new StackOverflowError("on purpose");

    /** For subclasses. */
    protected ThrowContract() {}

    private void throwException() {
        throw exception;
    }

    private void throwError() {
        throw error;
    }

    /** The running reactor makes timed calls, and serves connections. */
    private void assertWorks() throws Exception {
        try (Peer peer = peerOf(recording("echo").whenReceived(RecordingProtocol::write))) {
            peer.send("x");
            assertThat(peer.receive(1)).isEqualTo("x");
        }
        settle();
    }

    // Tasks.

    @Clause("M9")
    @DisplayName("M9: what calls from threads and callWhenRunning throw is logged, once, and the next ones run")
    void tasksMayThrow() throws Exception {
        reactor.callFromThread(this::throwException);
        reactor.callWhenRunning(this::throwException);
        try (LogCapture log = new LogCapture(harness)) {
            start();
            doInTurn(() -> {
                reactor.callFromThread(this::throwError);
                reactor.callWhenRunning(this::throwError);
            });
            settle();

            assertThat(log.recordsOf(exception)).hasSize(2);
            assertThat(log.recordsOf(error)).hasSize(2);
            assertThat(log.records()).hasSize(4);
        }
        assertWorks();
    }

    @Clause("M9")
    @DisplayName("M9: a callback that throws, and whose toString throws as well, is logged")
    void theNameMayThrow() throws Exception {
        start();
        try (LogCapture log = new LogCapture(harness)) {
            doInTurn(() -> {
                reactor.callFromThread(new Nameless());
                reactor.callWhenRunning(new Nameless());
                reactor.callLater(Duration.ZERO, new Nameless());
                reactor.addSystemEventTrigger(TriggerPhase.DURING, SHUTDOWN, new Nameless());
            });
            Peer peer = peerOf(new NamelessProtocol());
            peer.send("x");
            settle();
            harness.await("four records", () -> log.recordsOf(exception).size() == 4);
            assertWorks();
            reactor.close();

            assertThat(log.recordsOf(exception)).hasSize(5);
            assertThat(log.messages()).anyMatch(message -> message.contains("Nameless"));
        }
    }

    /** Throws whatever it is asked. */
    private final class Nameless implements Runnable {

        @Override
        public void run() {
            throwException();
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no name");
        }
    }

    private final class NamelessProtocol extends Protocol {

        @Override
        public void dataReceived(ByteBuffer bytes) {
            throwException();
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no name");
        }
    }

    @Clause("M9")
    @DisplayName("M9: a logger that throws does not stop the reactor, and standard error is told instead")
    void theLoggerMayThrow() throws Exception {
        Logger logger = Logger.getLogger("dev.heddle");
        Handler handler = new ThrowingHandler();
        PrintStream standardError = System.err;
        var told = new ByteArrayOutputStream();
        start();
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            doInTurn(() -> reactor.callFromThread(this::throwException));
            Peer peer = peerOf(recording("server").whenReceived((protocol, text) -> throwException()));
            peer.send("x");
            journal.await("server lost");

            assertWorks();
        } finally {
            System.setErr(standardError);
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("on purpose"));
    }

    private static final class ThrowingHandler extends Handler {

        @Override
        public void publish(LogRecord record) {
            throw new IllegalStateException("no log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Clause({"M9", "R8"})
    @DisplayName("M9: what an executor throws when it is given work is the caller's, and the work is not owed")
    void theExecutorMayThrow() throws Exception {
        start();

        Garbage.awaitCollected(List.of(workRefusedWith(exception), workRefusedWith(error)));
        assertWorks();
    }

    /** Work that was given to an executor that throws. */
    private WeakReference<?> workRefusedWith(Throwable thrown) throws Exception {
        Callable<String> work = thrown::getMessage;
        Executor refusing = command -> {
            if (thrown == error) {
                throwError();
            }
            throwException();
        };
        doInTurn(() ->
                assertThatThrownBy(() -> reactor.deferToThread(refusing, work)).isSameAs(thrown));
        return new WeakReference<>(work);
    }

    // Factories.

    @Clause({"M9", "C8"})
    @DisplayName("M9: what startFactory throws is the caller's: there is no port, and the factory is not in use")
    void startFactoryOfAPortMayThrow() throws Exception {
        start();
        InetSocketAddress address;
        try (PeerListener listener = harness.listenPeer()) {
            address = listener.address();
        }
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("server"));

        factory.whenStarted(this::throwException);
        assertThatThrownBy(() -> inTurn(() -> listenOn(reactor, address, factory)))
                .isSameAs(exception);
        settle();
        factory.whenStarted(() -> {});
        TcpListeningPort port = inTurn(() -> listenOn(reactor, address, factory));
        harness.connectPeer(port.address());
        journal.await("server made");
        reactor.close();

        assertThat(journal.count("factory started")).isEqualTo(2);
        assertThat(journal.count("factory stopped")).isEqualTo(1);
    }

    @Clause({"M9", "C8"})
    @DisplayName("M9: what startFactory throws is the caller's: there is no attempt, and the factory is not in use")
    void startFactoryOfAConnectorMayThrow() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        factory.whenStarted(this::throwException);
        assertThatThrownBy(() -> connect(listener.address(), factory)).isSameAs(exception);
        settle();
        assertThat(journal.lines()).containsExactly("factory started", "settled");
        factory.whenStarted(() -> {});
        connect(listener.address(), factory);

        journal.await("client made");
        reactor.close();
        assertThat(journal.count("factory stopped")).isEqualTo(1);
    }

    @Clause({"M9", "C2"})
    @DisplayName("M9: what startedConnecting throws is logged, and the attempt goes on")
    void startedConnectingMayThrow() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        try (LogCapture log = new LogCapture(harness)) {
            connect(
                    listener.address(),
                    new RecordingFactory(journal, "factory", () -> recording("client"))
                            .whenConnecting(connector -> throwException()));
            journal.await("client made");

            assertThat(log.thrown()).containsExactly(exception);
        }
    }

    @Clause({"M9", "C9"})
    @DisplayName("M9: a callback of stopListening that throws fails its own chain, and the port ends all the same")
    void theEndOfAPortMayThrow() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("server"));

        doInTurn(() -> port.stopListening()
                .addConsumer(nothing -> throwException())
                .addErrorConsumer(failure -> journal.add(failure.getErrorMessage())));
        journal.await("on purpose");

        Reactor next = harness.newReactor(ReactorOptions.defaults());
        assertThat(listenOn(next, port.address(), peer -> null).address()).isEqualTo(port.address());
        assertWorks();
        reactor.close();
    }

    // All of them.

    @Clause({"M9", "R4", "S1", "C5"})
    @DisplayName("M9: where every callback throws, each is still called, once and in order, and the reactor stops")
    void everythingMayThrow() throws Exception {
        for (SystemEvent event : List.of(STARTUP, SHUTDOWN)) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                noteWhen(phase, event);
                reactor.addSystemEventTrigger(phase, event, this::throwError);
            }
        }
        try (LogCapture log = new LogCapture(harness)) {
            runOnAThread();
            Peer serversPeer =
                    harness.connectPeer(listen(throwing("port", "server")).address());
            serversPeer.send("x");
            PeerListener listener = harness.listenPeer();
            connect(listener.address(), throwing("connector", "client"));
            listener.accept().send("x");
            List.of("server lost", "connector stopped").forEach(journal::await);
            reactor.stop();
            journal.await("returned");

            assertThat(log.thrown()).containsOnly(exception, error);
        }
        assertThat(journal.lines())
                .containsSubsequence("after startup", "port started", "server made", "server data x", "server lost")
                .containsSubsequence("connector started", "connector connecting", "client made", "client data x")
                .containsSubsequence("client data x", "client lost", "connector lost", "connector stopped")
                .containsSubsequence("during shutdown", "port stopped", "after shutdown", "returned")
                .doesNotHaveDuplicates();
    }

    /** A factory that throws wherever it may, of protocols that do. */
    private RecordingFactory throwing(String name, String protocol) {
        return new RecordingFactory(
                        journal,
                        name,
                        () -> recording(protocol)
                                .whenReceived((self, text) -> throwException())
                                .whenLost(reason -> throwError()))
                .whenConnecting(connector -> throwException())
                .whenFailed(connector -> throwException())
                .whenLost(connector -> throwError())
                .whenStopped(this::throwException);
    }
}
