package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The reactor that every backend hands out: the application's calls, checked and passed on, and its life. */
public final class CoreReactor implements Reactor {

    /** The life of a reactor, in order. */
    private enum Phase {
        NEW("has not been started"),
        RUNNING("is running"),
        STOPPING("is stopping"),
        STOPPED("has stopped");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    private final ReactorOptions options;
    private final Turns turns;
    private final FactoryUses factories = new FactoryUses();
    private final Beside beside = new Beside(this);

    /** What has to end before the reactor does. The baton's. */
    private final Set<Live> live = Collections.newSetFromMap(new IdentityHashMap<>());

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private CoreReactor(ReactorOptions options, Driver.Opener opener) {
        this.options = options;
        turns = new Turns(options.clock(), opener);
    }

    /** A new reactor on the driver that {@code opener} makes. */
    public static Reactor open(ReactorOptions options, Driver.Opener opener) {
        return new CoreReactor(options, opener);
    }

    // Life.

    @Override
    public void run() {
        leavePhase(Phase.NEW, Phase.RUNNING, "run");
        begin();
        loop();
    }

    @Override
    public void start() {
        leavePhase(Phase.NEW, Phase.RUNNING, "start");
        begin();
        ThreadScope.startPlatform("heddle-reactor", this::loop);
    }

    private void begin() {
        turns.baton.take();
        turns.baton.start();
        turns.baton.release();
    }

    private void loop() {
        try {
            turns.driver().loop();
        } finally {
            turns.endBroken();
            phase.set(Phase.STOPPED);
            stopped.countDown();
        }
    }

    @Override
    public void stop() {
        leavePhase(Phase.RUNNING, Phase.STOPPING, "stop");
        turns.mailbox.give(this::shutDown);
    }

    private void leavePhase(Phase from, Phase to, String call) {
        if (!phase.compareAndSet(from, to)) {
            throw new IllegalStateException("cannot " + call + ": the reactor " + phase.get().words);
        }
    }

    private void shutDown() {
        List.copyOf(live).forEach(Live::endForStop);
        beside.stop();
        turns.later(this::finishWhenQuiet);
    }

    private void finishWhenQuiet() {
        if (live.isEmpty()) {
            turns.setOver();
        }
    }

    @Override
    public void close() {
        if (isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "close would wait for itself: it was called in a turn of the reactor; use stop()");
        }
        if (phase.compareAndSet(Phase.NEW, Phase.STOPPING)) {
            begin();
            turns.mailbox.give(this::shutDown);
            loop();
        } else if (phase.compareAndSet(Phase.RUNNING, Phase.STOPPING)) {
            turns.mailbox.give(this::shutDown);
        }
        awaitStopped();
    }

    private void awaitStopped() {
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return phase.get() == Phase.RUNNING;
    }

    @Override
    public void callWhenRunning(Runnable task) {
        Objects.requireNonNull(task, "task");
        boolean taken = admit("Reactor.callWhenRunning");
        try {
            if (turns.isOver()) {
                throw new RejectedExecutionException("the reactor has stopped: it will not run " + task);
            }
            turns.later(task);
        } finally {
            dismiss(taken);
        }
    }

    // Time.

    @Override
    public long nanoTime() {
        return options.clock().nanoTime();
    }

    @Override
    public DelayedCall callLater(Duration delay, Runnable function) {
        boolean taken = admit("Reactor.callLater");
        try {
            return turns.timers.callLater(delay, function);
        } finally {
            dismiss(taken);
        }
    }

    // Threads.

    @Override
    public boolean isHeldByCurrentThread() {
        return turns.baton.isHeldByCurrentThread();
    }

    @Override
    public void callFromThread(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (!turns.mailbox.give(task)) {
            throw new RejectedExecutionException("the reactor has stopped: it will not run " + task);
        }
    }

    @Override
    public <T extends @Nullable Object> T blockingCallFromThread(Callable<T> task)
            throws ExecutionException, InterruptedException {
        if (isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "blockingCallFromThread would wait for itself: it was called in a turn of the reactor");
        }
        FutureTask<T> call = new FutureTask<>(task);
        callFromThread(call);
        return call.get();
    }

    @Override
    public <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work) {
        Objects.requireNonNull(work, "work");
        boolean taken = admit("Reactor.deferToThread");
        try {
            return beside.run("deferToThread of " + work, work);
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public <T extends @Nullable Object> Deferred<T> deferToThread(Executor executor, Callable<T> work) {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(work, "work");
        boolean taken = admit("Reactor.deferToThread");
        try {
            return beside.run(executor, work);
        } finally {
            dismiss(taken);
        }
    }

    // TCP.

    @Override
    public ListeningPort listenTcp(int port, Factory factory, ListenOptions options) {
        Addresses.checkPort(port, 0);
        Objects.requireNonNull(factory, "factory");
        boolean taken = admit("Reactor.listenTcp");
        try {
            requireNotStopping("listen on port " + port);
            InetAddress bindAddress = options.bindAddress();
            InetSocketAddress local =
                    bindAddress == null ? new InetSocketAddress(port) : new InetSocketAddress(bindAddress, port);
            return new TcpPort(this, local, factory, options);
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public Connector connectTcp(String host, int port, ClientFactory factory, ConnectOptions options) {
        Addresses.checkPort(port, 1);
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(options, "options");
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host must be a name or an address, not '" + host + "'");
        }
        InetAddress literal = Addresses.literal(host);
        InetSocketAddress destination =
                literal == null ? InetSocketAddress.createUnresolved(host, port) : new InetSocketAddress(literal, port);
        boolean taken = admit("Reactor.connectTcp");
        try {
            requireNotStopping("connect to " + Addresses.show(destination));
            Connector connector = new TcpConnector(this, destination, factory, options);
            connector.connect();
            return connector;
        } finally {
            dismiss(taken);
        }
    }

    // What the rest of the core asks of its reactor.

    Turns turns() {
        return turns;
    }

    ReactorOptions options() {
        return options;
    }

    FactoryUses factories() {
        return factories;
    }

    Beside beside() {
        return beside;
    }

    boolean admit(String call) {
        return turns.baton.admit(call);
    }

    void dismiss(boolean taken) {
        if (taken) {
            turns.baton.release();
        }
    }

    /** Runs {@code task} now, if the reactor runs; otherwise in a turn once it does. */
    void whenRunning(Runnable task) {
        if (phase.get() == Phase.NEW) {
            turns.later(task);
        } else {
            task.run();
        }
    }

    boolean isStopping() {
        Phase now = phase.get();
        return now == Phase.STOPPING || now == Phase.STOPPED;
    }

    private void requireNotStopping(String what) {
        if (isStopping()) {
            throw new IllegalStateException("cannot " + what + ": the reactor " + phase.get().words);
        }
    }

    void nowLive(Live thing) {
        live.add(thing);
    }

    /** {@code thing} has ended. The last one to end while the reactor stops ends the reactor. */
    void ended(Live thing) {
        live.remove(thing);
        if (live.isEmpty() && phase.get() == Phase.STOPPING) {
            turns.later(this::finishWhenQuiet);
        }
    }

    boolean isLive(Live thing) {
        return live.contains(thing);
    }
}
