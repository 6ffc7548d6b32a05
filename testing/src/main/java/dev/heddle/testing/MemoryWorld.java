package dev.heddle.testing;

import dev.heddle.MonotonicClock;
import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.core.CoreReactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A world of its own: one clock, one network, and the reactors and peers on them.
 *
 * <p>Reactors run on real threads; the clock is virtual. It stands still while anything is to be done: a turn, work
 * beside a reactor, or a test that has not said that it waits. While a thread is in {@link #await} and everything else
 * is at rest, the clock jumps to the next deadline. So a test of thirty seconds takes no time, and nothing times out
 * because a machine is slow.
 *
 * {@snippet :
 * MemoryWorld world = new MemoryWorld();
 * Reactor reactor = world.newReactor(ReactorOptions.defaults());
 * reactor.callLater(Duration.ofDays(1), () -> called.set(true));
 * reactor.start();
 * world.await("the call", called::get);
 * }
 *
 * <p>A world that is {@link #stepped} has no threads of its own: its reactors make their turns on the thread that waits, in an
 * order that is drawn from a seed, and the same at each run.
 *
 * <p>Every method may be called from any thread.
 */
public final class MemoryWorld {

    /** Connections to this address (of a network kept for documentation) are never answered. */
    public static final String SILENT_HOST = "192.0.2.1";

    /** Connections to this address are refused, whoever listens on their port. */
    public static final String REFUSING_HOST = "192.0.2.2";

    /** To this address (of another such network) there is no route. */
    public static final String UNREACHABLE_HOST = "198.51.100.1";

    /** Guards everything in this world. A thread that holds a baton may take it, never the other way round. */
    final ReentrantLock lock = new ReentrantLock();

    /** Signalled whenever anything may have changed. */
    final Condition changed = lock.newCondition();

    final MemoryHosts hosts = new MemoryHosts(this);

    final MemoryTraffic traffic = new MemoryTraffic(this);

    final MemoryDatagrams datagrams = new MemoryDatagrams(this);

    private final List<MemoryDriver> drivers = new ArrayList<>();

    private final MemoryNetwork network = new MemoryNetwork(this);

    private final MemoryWaits waits = new MemoryWaits(this);

    /** Null where reactors run on threads of their own. */
    private final @Nullable MemorySteps steps;

    private long nowNanos;
    private int busyBeside;

    /** A world at time zero, whose reactors run on threads of their own. */
    public MemoryWorld() {
        steps = null;
    }

    private MemoryWorld(long seed) {
        steps = new MemorySteps(this, seed);
    }

    /**
     * A world at time zero in which everything happens on the thread that waits: in {@link #await}, {@link #settle}, {@link
     * #pass}, in a call of a {@link MemoryPeer}, and in a reactor's {@code run} and {@code close}. What of several things that
     * could happen comes first is drawn from {@code seed}; a test that does the same with the same seed sees the same order of
     * turns (W3).
     *
     * <p>Work beside a reactor ({@code deferToThread}, {@code offBaton}, looking up names) runs between turns, on the same
     * thread, from its beginning to its end. It may wait for the reactor ({@code blockingCallFromThread}), and not for other
     * work. What is given to an executor of the test's own is not part of the order.
     */
    public static MemoryWorld stepped(long seed) {
        return new MemoryWorld(seed);
    }

    /** What a failure says of how to have the same again. */
    String seedNote() {
        return steps == null ? "" : " (in a world of seed " + steps.seed() + ")";
    }

    MemoryNetwork network() {
        return network;
    }

    boolean isStepped() {
        return steps != null;
    }

    MemorySteps steps() {
        return Objects.requireNonNull(steps);
    }

    /**
     * A reactor in this world, on the machine {@code localhost}, that does not run yet. The clock of the options is replaced by
     * the world's.
     */
    public Reactor newReactor(ReactorOptions options) {
        return newReactor(localhost(), options);
    }

    Reactor newReactor(MemoryHost host, ReactorOptions options) {
        MonotonicClock clock = this::nanoTime;
        return CoreReactor.open(
                options.withClock(clock).withResolver(hosts.resolver(options.resolver())),
                turns -> new MemoryDriver(this, host, turns));
    }

    /** The machine of those reactors and peers that are made without one. */
    MemoryHost localhost() {
        return host("localhost");
    }

    /**
     * The machine called {@code name}, made at the first call. {@code localhost} is the one that reactors and peers are on
     * unless told otherwise.
     *
     * @throws IllegalArgumentException if that is no host name
     */
    public MemoryHost host(String name) {
        lock.lock();
        try {
            return hosts.named(name);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets what becomes of all that is sent from now on, also within a machine; what is on its way already is not touched.
     * Connections of UNIX sockets know nothing of it (W6).
     *
     * @throws IllegalStateException if this world is not stepped, and so has no seed
     */
    public void setConditions(NetworkConditions conditions) {
        Objects.requireNonNull(conditions, "conditions");
        changeTraffic(() -> traffic.setConditions(conditions));
    }

    /**
     * Lets nothing through between two machines: what is sent, by who is connected or connecting, waits until {@link #heal};
     * datagrams are lost (W7).
     *
     * @throws IllegalArgumentException if both are the same
     * @throws IllegalStateException if this world is not stepped
     */
    public void partition(MemoryHost one, MemoryHost other) {
        if (one == other) {
            throw new IllegalArgumentException("a partition has two sides, and both were " + one);
        }
        changeTraffic(() -> traffic.partition(one, other));
    }

    /**
     * Ends the partition of two machines, if there is one: what waited arrives.
     *
     * @throws IllegalStateException if this world is not stepped
     */
    public void heal(MemoryHost one, MemoryHost other) {
        changeTraffic(() -> traffic.heal(one, other));
    }

    /** Has all that is on its way arrive now, and no fault happen any more. */
    void hurryTraffic() {
        changeTraffic(traffic::hurry);
    }

    private void changeTraffic(Runnable change) {
        if (steps == null) {
            throw new IllegalStateException(
                    "a world whose reactors have threads has a perfect network: make it by MemoryWorld.stepped(seed)");
        }
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The time in this world, which began at zero. */
    public long nanoTime() {
        lock.lock();
        try {
            return nowNanos;
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock on, whether or not anybody waits. */
    public void advance(Duration duration) {
        lock.lock();
        try {
            nowNanos += duration.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@code condition} holds, and meanwhile lets the clock jump. The condition is looked at after each
     * change in this world, with the world's lock held.
     *
     * @throws AssertionError after the {@link WaitLimit}
     */
    public void await(String what, BooleanSupplier condition) {
        waits.await(what, condition);
    }

    /**
     * Waits until there is nothing left to do at the present time: all reactors are at rest, and the clock stands still.
     *
     * @throws AssertionError after the {@link WaitLimit}
     */
    public void settle() {
        waits.settle();
    }

    /**
     * Lets {@code duration} pass: everything that is due by then happens at its own time, as it would while waiting, and
     * the clock then stands at the end of it.
     *
     * @throws AssertionError after the {@link WaitLimit}
     */
    public void pass(Duration duration) {
        waits.pass(duration);
    }

    /** Waits until {@code done}, and meanwhile makes steps and lets the clock jump. */
    void stepUntil(BooleanSupplier done) {
        waits.awaitUninterruptibly(done);
    }

    /** Makes one step, in a stepped world; whether it did. With the lock held, once; it is let go of meanwhile. */
    boolean stepOnce() {
        if (steps == null || lock.getHoldCount() > 1) {
            return false;
        }
        List<MemoryDriver> present = List.copyOf(drivers);
        lock.unlock();
        try {
            return steps.step(present);
        } finally {
            lock.lock();
        }
    }

    /** Moves the clock to the next deadline, or to {@code end} if that comes first; false if it is there already. */
    boolean moveTowards(long end) {
        lock.lock();
        try {
            if (nowNanos >= end) {
                return false;
            }
            nowNanos = Math.min(end, Math.max(nowNanos, nextDeadline()));
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing to do at the present time. With the lock held. */
    boolean isAtRest() {
        return busyBeside == 0
                && (steps == null || !steps.hasWork())
                && !traffic.hasArrivals()
                && drivers.stream().allMatch(MemoryDriver::isAtRest);
    }

    private long nextDeadline() {
        long wakes =
                drivers.stream().mapToLong(MemoryDriver::wakesAtNanos).min().orElse(Long.MAX_VALUE);
        return Math.min(wakes, traffic.nextNanos());
    }

    /** Moves the clock to the next deadline, if everything is at rest; whether it did. */
    boolean jump() {
        long next = nextDeadline();
        if (next == Long.MAX_VALUE || !isAtRest()) {
            return false;
        }
        nowNanos = Math.max(nowNanos, next);
        changed.signalAll();
        return true;
    }

    /** Has everybody who waits look again. */
    public void noticeChange() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on, reactors in this world get no descriptors, or do again: for new connections of either kind. */
    public void setOutOfDescriptors(boolean outOfDescriptors) {
        network.setOutOfDescriptors(outOfDescriptors);
    }

    // For drivers.

    void add(MemoryDriver driver) {
        lock.lock();
        try {
            drivers.add(driver);
        } finally {
            lock.unlock();
        }
    }

    void remove(MemoryDriver driver) {
        lock.lock();
        try {
            drivers.remove(driver);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, with the lock held, until {@code driver} has something to do. */
    void rest(MemoryDriver driver) {
        while (driver.isAtRest()) {
            changed.signalAll();
            changed.awaitUninterruptibly();
        }
    }

    void besideBegins() {
        changeBeside(1);
    }

    void besideEnds() {
        changeBeside(-1);
    }

    private void changeBeside(int change) {
        lock.lock();
        try {
            busyBeside += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
