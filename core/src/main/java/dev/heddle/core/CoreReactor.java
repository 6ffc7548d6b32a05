package dev.heddle.core;

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
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.process.ProcessOptions;
import dev.heddle.process.ProcessProtocol;
import dev.heddle.spi.GroupMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reactor that every backend hands out: the application's calls, checked and passed on, and its life. */
public final class CoreReactor implements GroupMember {

    private final ReactorOptions options;
    private final Turns turns;
    private FactoryUses factories = new FactoryUses();
    private final TlsBuffers tlsBuffers = new TlsBuffers();
    final SpareChunks spareChunks = new SpareChunks();
    private final Beside beside = new Beside(this);
    private final Tasks tasks = new Tasks(this);
    private final OnOneMachine onOneMachine = new OnOneMachine(this);
    private final Life life;

    /** How many calls of the application's have not returned. The baton's. */
    private int callsUnderWay;

    private CoreReactor(ReactorOptions options, Driver.Opener opener) {
        this.options = options;
        turns = new Turns(options.clock(), opener);
        life = new Life(this, turns);
    }

    /** A new reactor on the driver that {@code opener} makes. */
    public static Reactor open(ReactorOptions options, Driver.Opener opener) {
        return new CoreReactor(options, opener);
    }

    // Life.

    @Override
    public void run() {
        life.run();
    }

    @Override
    public void start() {
        life.start();
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void close() {
        life.close();
    }

    @Override
    public boolean isRunning() {
        return life.isRunning();
    }

    @Override
    public void callWhenRunning(Runnable task) {
        Objects.requireNonNull(task, "task");
        boolean taken = admit("Reactor.callWhenRunning");
        try {
            life.callWhenRunning(task);
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public SystemEventTrigger addSystemEventTrigger(TriggerPhase phase, SystemEvent event, Runnable trigger) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(trigger, "trigger");
        boolean taken = admit("Reactor.addSystemEventTrigger");
        try {
            return life.triggers(phase, event).add(trigger);
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public SystemEventTrigger addSystemEventTriggerDeferring(
            SystemEvent event, Callable<? extends Deferred<?>> trigger) {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(trigger, "trigger");
        boolean taken = admit("Reactor.addSystemEventTriggerDeferring");
        try {
            return life.triggers(TriggerPhase.BEFORE, event).addDeferring(trigger);
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
        turns.driver().helpUntil(call::isDone);
        return call.get();
    }

    /**
     * What a program has begun on this reactor and neither ended nor asked to end: connections, ports, attempts, tasks, work
     * beside the reactor, timed calls. For tests, which are not to leave anything. With the baton held.
     */
    public List<Leftover> leftovers() {
        boolean taken = admit("CoreReactor.leftovers");
        try {
            return Stream.of(life.leftovers(), beside.leftovers(), turns.timers.leftovers())
                    .flatMap(kind -> kind)
                    .toList();
        } finally {
            dismiss(taken);
        }
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

    // Tasks.

    @Override
    public <T extends @Nullable Object> Deferred<T> async(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        boolean taken = admit("Reactor.async");
        try {
            return tasks.async(body);
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public <T extends @Nullable Object> T offBaton(Callable<T> work) throws Exception {
        Objects.requireNonNull(work, "work");
        return tasks.require("Reactor.offBaton").offBaton(work);
    }

    // TCP.

    @Override
    public TcpListeningPort listenTcp(int port, Factory factory, ListenOptions options) {
        return listenTcp(port, factory, options, List.of(this));
    }

    @Override
    public TcpListeningPort listenTcp(
            int port, Factory factory, ListenOptions options, List<? extends GroupMember> servers) {
        Addresses.checkPort(port, 0);
        Objects.requireNonNull(factory, "factory");
        boolean taken = admit("Reactor.listenTcp");
        try {
            life.requireNotEnding("listen on port " + port);
            InetSocketAddress local = Addresses.toBind(options.bindAddress(), port);
            return new TcpPort(this, local, factory, options, new Servers(this, servers));
        } finally {
            dismiss(taken);
        }
    }

    @Override
    public boolean mayServeWith(GroupMember other) {
        return other instanceof CoreReactor reactor && turns.isOfOneKindWith(reactor.turns);
    }

    @Override
    public void shareFactories(GroupMember other) {
        factories = factories.sharedBy(this, ((CoreReactor) other).factories);
    }

    @Override
    public void requireMayClose() {
        life.requireOthersWait();
    }

    @Override
    public Connector connectTcp(String host, int port, ClientFactory factory, ConnectOptions options) {
        Addresses.checkPort(port, 1);
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(options, "options");
        InetSocketAddress destination = Addresses.destination(host, port);
        boolean taken = admit("Reactor.connectTcp");
        try {
            life.requireNotEnding("connect to " + Addresses.show(destination));
            Connector connector = new StreamConnector(this, destination, factory, options);
            connector.connect();
            return connector;
        } finally {
            dismiss(taken);
        }
    }

    // On one machine.

    @Override
    public ListeningPort listenUnix(Path path, Factory factory, ListenOptions options) {
        return onOneMachine.listen(path, factory, options);
    }

    @Override
    public Connector connectUnix(Path path, ClientFactory factory, ConnectOptions options) {
        return onOneMachine.connect(path, factory, options);
    }

    @Override
    public void spawnProcess(ProcessProtocol protocol, ProcessOptions options) {
        onOneMachine.spawn(protocol, options);
    }

    @Override
    public ListeningPort adoptInheritedSocket(Factory factory, ListenOptions options) {
        return onOneMachine.adoptSocket(factory, options);
    }

    @Override
    public ListeningPort adoptStandardStreams(Factory factory, StreamOptions options) {
        return onOneMachine.adoptStreams(factory, options);
    }

    // Names.

    @Override
    public Deferred<List<InetAddress>> resolve(String host) {
        return LookUp.of(this, host);
    }

    // Datagrams.

    @Override
    public DatagramTransport listenUdp(int port, DatagramProtocol protocol, DatagramOptions options) {
        return DatagramPort.listen(this, port, protocol, options);
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

    Tasks tasks() {
        return tasks;
    }

    TlsBuffers tlsBuffers() {
        return tlsBuffers;
    }

    Beside beside() {
        return beside;
    }

    boolean admit(String call) {
        boolean taken = turns.baton.admit(call);
        callsUnderWay++;
        return taken;
    }

    void dismiss(boolean taken) {
        callsUnderWay--;
        if (taken) {
            turns.baton.release();
        }
    }

    /** Whether this is called inside a call of the application's, as the callbacks are that M5 names. With the baton held. */
    boolean isInCall() {
        return callsUnderWay > 0;
    }

    /** Runs {@code task} now, if turns are made; otherwise in a turn once they are. */
    void whenRunning(Runnable task) {
        if (turns.hasBegun()) {
            task.run();
        } else {
            turns.later(task);
        }
    }

    void requireNotEnding(String call) {
        life.requireNotEnding(call);
    }

    boolean isEnding() {
        return life.isEnding();
    }

    void nowLive(Live thing) {
        life.nowLive(thing);
    }

    void ended(Live thing) {
        life.ended(thing);
    }

    boolean isLive(Live thing) {
        return life.isLive(thing);
    }
}
