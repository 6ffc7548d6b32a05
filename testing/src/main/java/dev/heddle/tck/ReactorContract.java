package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.SystemEventTrigger;
import dev.heddle.TriggerPhase;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.testing.UnhandledFailures;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What all sections of the contract share: a harness and a reactor for each test, and a limit of time. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class ReactorContract {

    /** A delay that is over soon, but not at once. */
    protected static final Duration SOON = Duration.ofMillis(20);

    /** A delay that no test waits for. */
    protected static final Duration NEVER = Duration.ofDays(1);

    /** More bytes than the kernel takes for a peer that does not read. */
    protected static final int MORE_THAN_BUFFERS_HOLD = KernelBuffers.moreThanTheyHold();

    /** For this test alone. */
    protected ReactorHarness harness;

    /** A reactor that is not running yet; {@link #start} starts it. */
    protected Reactor reactor;

    /** For this test alone. */
    protected Journal journal;

    private SilentFaults silentFaults;
    private UnhandledFailures unhandled;

    /** For subclasses. */
    protected ReactorContract() {}

    /** A harness for the backend under test. */
    protected abstract ReactorHarness openHarness();

    @BeforeEach
    final void open() {
        silentFaults = new SilentFaults();
        unhandled = UnhandledFailures.watch();
        harness = openHarness();
        reactor = harness.newReactor(ReactorOptions.defaults());
        journal = new Journal(harness);
    }

    /**
     * Nothing of a reactor's own, and nothing of a test's, may fail without anybody noticing. A backend that was at fault is
     * not ended: the end waits for threads that may have died of it.
     */
    @AfterEach
    final void close() {
        try {
            silentFaults.check();
            harness.close();
            silentFaults.check();
        } finally {
            silentFaults.close();
            unhandled.close();
        }
    }

    /** Has failures reported from now on as they are where nobody asked for anything else: in the log. */
    final void reportAsUsual() {
        unhandled.close();
    }

    /** Starts the reactor on a thread of its own. */
    protected final void start() {
        reactor.start();
    }

    /** Starts a reactor with {@code options} instead. */
    protected final void start(ReactorOptions options) {
        reactor = harness.newReactor(options);
        start();
    }

    /** Runs the reactor on a thread that notes, as {@code returned}, when it is given back; returns when it runs. */
    protected final void runOnAThread() {
        AtomicBoolean begun = new AtomicBoolean();
        reactor.callFromThread(() -> {
            begun.set(true);
            harness.noticeChange();
        });
        Thread.ofPlatform().start(() -> {
            reactor.run();
            journal.add("returned");
        });
        harness.await("the run", begun::get);
    }

    /** Adds a trigger that notes when it runs, such as {@code before startup}. */
    protected final SystemEventTrigger noteWhen(TriggerPhase phase, SystemEvent event) {
        String line = (phase + " " + event).toLowerCase(Locale.ROOT);
        return reactor.addSystemEventTrigger(phase, event, () -> journal.add(line));
    }

    /** Adds such a trigger to each phase of both events. */
    protected final void noteAllPhases() {
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                noteWhen(phase, event);
            }
        }
    }

    /** Runs {@code body} in a turn of the running reactor, and returns its result or throws its exception. */
    protected final <T extends @Nullable Object> T inTurn(Callable<T> body) throws Exception {
        return inTurnOf(reactor, body);
    }

    /** As {@link #inTurn}, of another reactor. */
    protected static <T extends @Nullable Object> T inTurnOf(Reactor other, Callable<T> body) throws Exception {
        try {
            return other.blockingCallFromThread(body);
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw new AssertionError(thrown.getCause());
        }
    }

    /** Runs {@code body} in a turn of the running reactor. */
    protected final void doInTurn(ThrowingRunnable body) throws Exception {
        inTurn(() -> {
            body.run();
            return null;
        });
    }

    /** Something that may throw. */
    @FunctionalInterface
    protected interface ThrowingRunnable {
        /** Does it. */
        void run() throws Exception;
    }

    /** Waits until the reactor has run all that was to be done up to now. */
    protected final void settle() throws Exception {
        int before = journal.count("settled");
        doInTurn(() -> reactor.callLater(Duration.ZERO, () -> journal.add("settled")));
        harness.await("the reactor to settle", () -> journal.count("settled") > before);
    }

    /** Listens on a free loopback port, with protocols from {@code protocols}. */
    protected final TcpListeningPort listen(Supplier<? extends Protocol> protocols) throws Exception {
        return listen(Factory.of(protocols));
    }

    /** Listens on a free loopback port. */
    protected final TcpListeningPort listen(Factory factory) throws Exception {
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        return reactor.isRunning()
                ? inTurn(() -> reactor.listenTcp(0, factory, loopback))
                : reactor.listenTcp(0, factory, loopback);
    }

    /** Has {@code other} listen on {@code address}; in a turn, if it runs. */
    protected static TcpListeningPort listenOn(Reactor other, InetSocketAddress address, Factory factory) {
        ListenOptions options = ListenOptions.defaults().withBindAddress(address.getAddress());
        return other.listenTcp(address.getPort(), factory, options);
    }

    /** A recording protocol of that name. */
    protected final RecordingProtocol recording(String name) {
        return new RecordingProtocol(journal, name);
    }

    /** Checks that the protocol named {@code server} was told of its connection once, and then of its loss, once. */
    protected final void assertLostOnce() throws Exception {
        settle();
        assertThat(journal.lines()).containsOnlyOnce("server made").containsOnlyOnce("server lost");
        assertThat(journal.lines().indexOf("server made"))
                .isLessThan(journal.lines().indexOf("server lost"));
    }

    /** A peer connected to the running reactor, whose end of the connection is {@code protocol}. */
    protected final Peer peerOf(Protocol protocol) throws Exception {
        return harness.connectPeer(listen(() -> protocol).address());
    }

    /** Connects to {@code address}, in a turn. */
    protected final Connector connect(InetSocketAddress address, ClientFactory factory) throws Exception {
        return inTurn(() -> reactor.connectTcp(address.getAddress().getHostAddress(), address.getPort(), factory));
    }
}
