package dev.heddle;

import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.spi.GroupMember;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Several reactors of one backend that serve as one, so that a program uses more than one processor. Connections are
 * dealt out to them in turns, and each stays on its reactor for life (G1, G2).
 *
 * {@snippet :
 * try (ReactorGroup group = ReactorGroup.create("selector", 4)) {
 *     group.listenTcp(8080, Factory.of(Greeter::new));
 *     group.run();
 * }
 * }
 *
 * <p><b>What may be shared.</b> Each reactor has its own baton, so the protocols of one reactor exclude each other, and
 * those of two do not. A factory that is given to the group is called by all of its reactors, by several at the same
 * time: its {@code buildProtocol}, and whatever its protocols share, must be safe for that. It is started once, before
 * the first use in the group, and stopped once, after the last (G4). Meanwhile other reactors that want the same one wait, so that
 * it must not wait for them.
 *
 * <p>Who wants to share nothing gives each reactor a factory and a port of its own.
 *
 * <p>A group spreads TCP. Anything else belongs to one reactor: {@code group.next().listenUnix(...)}.
 *
 * <p>Unless a method says otherwise, any thread may call it.
 */
public final class ReactorGroup implements AutoCloseable, Iterable<Reactor> {

    private final List<GroupMember> members;
    private final GroupLife life;
    private final AtomicInteger dealt = new AtomicInteger();

    private ReactorGroup(List<GroupMember> members) {
        this.members = members;
        life = new GroupLife(members);
    }

    /** A group with a reactor for each processor, on the backend that {@link Reactors#create()} takes. */
    public static ReactorGroup create() {
        return create(Runtime.getRuntime().availableProcessors(), ReactorOptions.defaults());
    }

    /**
     * A group of {@code size} reactors, on the backend that {@link Reactors#create()} takes.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static ReactorGroup create(int size, ReactorOptions options) {
        return make(size, () -> Reactors.create(options));
    }

    /** As {@link #create(String, int, ReactorOptions)}, with default options. */
    public static ReactorGroup create(String backend, int size) {
        return create(backend, size, ReactorOptions.defaults());
    }

    /**
     * A group of {@code size} reactors on the backend of that name.
     *
     * @throws IllegalArgumentException if there is no such backend, or {@code size} is less than 1
     */
    public static ReactorGroup create(String backend, int size, ReactorOptions options) {
        return make(size, () -> Reactors.create(backend, options));
    }

    private static ReactorGroup make(int size, Supplier<Reactor> reactors) {
        if (size < 1) {
            throw new IllegalArgumentException("a group has at least one reactor, not " + size);
        }
        return of(Stream.generate(reactors).limit(size).toList());
    }

    /**
     * The group of these reactors, which must be new, and from then on are the group's to start and close.
     *
     * @throws IllegalArgumentException if there are none, or one twice, or they are not of one backend of Heddle's, or one
     *     has been used to listen or connect before
     * @throws WrongThreadException if one of them runs
     */
    public static ReactorGroup of(List<? extends Reactor> reactors) {
        if (reactors.isEmpty()) {
            throw new IllegalArgumentException("a group has at least one reactor");
        }
        List<GroupMember> members = new ArrayList<>();
        for (Reactor reactor : reactors) {
            if (!(reactor instanceof GroupMember member)
                    || members.contains(member)
                    || !(members.isEmpty() || members.getFirst().mayServeWith(member))) {
                throw new IllegalArgumentException(
                        "the reactors of a group are of one backend, and each is there once, unlike " + reactor);
            }
            members.add(member);
        }
        members.forEach(member -> member.shareFactories(members.getFirst()));
        return new ReactorGroup(List.copyOf(members));
    }

    /** The reactors, always the same in the same order. */
    public List<Reactor> reactors() {
        return List.copyOf(members);
    }

    @Override
    public Iterator<Reactor> iterator() {
        return reactors().iterator();
    }

    /** The reactors in turns, one with each call. */
    public Reactor next() {
        return members.get(Math.floorMod(dealt.getAndIncrement(), members.size()));
    }

    /**
     * Starts all reactors, each on a thread of its own, and returns when all of them run. If one cannot be started, the
     * others are stopped before this throws (G5).
     *
     * @throws IllegalStateException if the group was started or closed before, or one of its reactors was, by itself
     */
    public void start() {
        life.start();
    }

    /** Does what {@link #start} does, and returns when all reactors have stopped. */
    public void run() {
        life.run();
    }

    /**
     * Asks all reactors to stop, and returns. A group stops as a whole: if one of its reactors is stopped, or dies, the
     * others stop, too. So somebody else may always have been faster, and a group that is stopping, or has stopped, lets
     * this pass (G6).
     *
     * @throws IllegalStateException if the group has not been started
     */
    public void stop() {
        life.stop();
    }

    /**
     * Stops the group, if it runs, and waits until all reactors have stopped. May be called more than once, from any
     * thread but those that the stop waits for.
     *
     * @throws IllegalStateException if called with the baton of one of the reactors held, or by work that
     *     {@code deferToThread} of one began; nothing is stopped then
     */
    @Override
    public void close() {
        life.close();
    }

    /** As {@link #listenTcp(int, Factory, ListenOptions)}, with default options. */
    public TcpListeningPort listenTcp(int port, Factory factory) {
        return listenTcp(port, factory, ListenOptions.defaults());
    }

    /**
     * Listens as {@link Reactor#listenTcp(int, Factory, ListenOptions)} does. The connections go to the reactors in turns
     * (G1). The port belongs to the reactor whose baton the caller holds, or else to the first, and so do its methods.
     *
     * @throws CannotListenException if the port cannot be bound; address and port are in the message
     * @throws WrongThreadException if the group runs and the caller does not hold the baton of one of its reactors
     */
    public TcpListeningPort listenTcp(int port, Factory factory, ListenOptions options) {
        Objects.requireNonNull(factory, "factory");
        return owner().listenTcp(port, factory, options, members);
    }

    private GroupMember owner() {
        for (GroupMember member : members) {
            if (member.isHeldByCurrentThread()) {
                return member;
            }
        }
        return members.getFirst();
    }

    /** As {@link #connectTcp(String, int, ClientFactory, ConnectOptions)}, with default options. */
    public Deferred<Connector> connectTcp(String host, int port, ClientFactory factory) {
        return connectTcp(host, port, factory, ConnectOptions.defaults());
    }

    /**
     * Has the {@link #next} reactor call {@link Reactor#connectTcp(String, int, ClientFactory, ConnectOptions)}, in a turn
     * of its own.
     *
     * @return fires with the connector, with the baton of its reactor held, or with what the call threw
     * @throws RejectedExecutionException if the group has stopped
     */
    public Deferred<Connector> connectTcp(String host, int port, ClientFactory factory, ConnectOptions options) {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(options, "options");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port must be from 1 to 65535, not " + port);
        }
        Reactor reactor = next();
        Deferred<Connector> begun = new Deferred<>();
        reactor.callFromThread(() -> {
            Connector connector;
            try {
                connector = reactor.connectTcp(host, port, factory, options);
            } catch (RuntimeException refused) {
                begun.errback(refused);
                return;
            }
            begun.callback(connector);
        });
        return begun;
    }

    @Override
    public String toString() {
        return "group of " + members.size() + " reactors";
    }
}
