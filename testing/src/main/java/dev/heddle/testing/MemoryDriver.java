package dev.heddle.testing;

import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.core.Driver;
import dev.heddle.core.Turns;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread, which waits for the world to change or for its clock to jump; or, in a world that is stepped, passes that are
 * made by whoever waits.
 */
final class MemoryDriver implements Driver {

    private final MemoryWorld world;
    private final MemoryHost host;
    private final Turns turns;

    /** Null unless the world is stepped. */
    private final MemorySteps.@Nullable Stepped stepped;

    /** One pass, as a step. */
    private final Runnable step;

    /** What is to be told in the next turn. The world's lock guards this and what follows. */
    private final Queue<Runnable> completions = new ArrayDeque<>();

    private boolean begun;
    private boolean inTurn = true;
    private boolean woken;
    private long wakesAtNanos = Long.MAX_VALUE;

    MemoryDriver(MemoryWorld world, MemoryHost host, Turns turns) {
        this.world = world;
        this.host = host;
        this.turns = turns;
        stepped = world.isStepped() ? new MemorySteps.Stepped(world, this, turns) : null;
        step = () -> Objects.requireNonNull(stepped).pass(this::deliver);
    }

    @Override
    public void start(Runnable life) {
        if (stepped == null) {
            Driver.super.start(life);
        } else {
            stepped.start(life);
        }
    }

    @Override
    public void helpUntil(BooleanSupplier done) {
        if (stepped != null) {
            stepped.helpUntil(done);
        }
    }

    @Override
    public void loop() {
        if (stepped == null) {
            loopOnThisThread();
        } else {
            stepped.loop();
        }
    }

    private void loopOnThisThread() {
        world.add(this);
        try {
            long waitNanos = turns.turn(this::deliver);
            while (waitNanos != Turns.OVER) {
                rest(waitNanos);
                waitNanos = turns.turn(this::deliver);
            }
        } finally {
            world.remove(this);
        }
    }

    private void rest(long waitNanos) {
        world.lock.lock();
        try {
            endPass(waitNanos);
            world.rest(this);
            beginPass();
        } finally {
            world.lock.unlock();
        }
    }

    void endPass(long waitNanos) {
        world.lock.lock();
        try {
            wakesAtNanos = waitNanos == Turns.UNTIL_WOKEN ? Long.MAX_VALUE : world.nanoTime() + waitNanos;
            inTurn = false;
        } finally {
            world.lock.unlock();
        }
    }

    void beginPass() {
        world.lock.lock();
        try {
            begun = true;
            inTurn = true;
            woken = false;
        } finally {
            world.lock.unlock();
        }
    }

    /** Whether there is something to do in a pass, and none is being made. With the world's lock held. */
    boolean canStep() {
        return !begun || (!inTurn && !isAtRest());
    }

    /** One pass. The same at all times. */
    Runnable step() {
        return step;
    }

    /** Whether this driver waits, and for nothing that is there already. With the world's lock held. */
    boolean isAtRest() {
        return !inTurn && !woken && completions.isEmpty() && world.nanoTime() < wakesAtNanos;
    }

    long wakesAtNanos() {
        return wakesAtNanos;
    }

    private void deliver() {
        for (int left = completionCount(); left > 0; left--) {
            nextCompletion().run();
        }
    }

    private int completionCount() {
        world.lock.lock();
        try {
            return completions.size();
        } finally {
            world.lock.unlock();
        }
    }

    private Runnable nextCompletion() {
        world.lock.lock();
        try {
            return completions.remove();
        } finally {
            world.lock.unlock();
        }
    }

    /** Has {@code completion} run in the next turn. From any thread. */
    void tellLater(Runnable completion) {
        world.lock.lock();
        try {
            completions.add(completion);
        } finally {
            world.lock.unlock();
        }
        world.noticeChange();
    }

    @Override
    public void wake() {
        world.lock.lock();
        try {
            woken = true;
        } finally {
            world.lock.unlock();
        }
        world.noticeChange();
    }

    @Override
    public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
        Call call = new Call(events);
        try {
            world.network().takeDescriptor();
            if (remote instanceof UnixDomainSocketAddress unix) {
                call.connected(world.network().connect(host, unix));
            } else {
                world.network().connect(host, (InetSocketAddress) remote, options.bindAddress(), call);
            }
        } catch (IOException refused) {
            call.refused(refused);
        }
        return call;
    }

    /** An attempt of this reactor. The world's lock guards it. */
    private final class Call implements Attempt, MemoryNetwork.Caller {

        private final ConnectEvents events;
        private boolean cancelled;

        Call(ConnectEvents events) {
            this.events = events;
        }

        @Override
        public boolean isWaiting() {
            return !cancelled;
        }

        @Override
        public void connected(MemorySocket socket) {
            MemoryWire wire = new MemoryWire(MemoryDriver.this, socket);
            tellLater(() -> events.connected(wire));
        }

        @Override
        public void refused(IOException cause) {
            tellLater(() -> events.failed(cause));
        }

        @Override
        public void cancel() {
            world.lock.lock();
            try {
                cancelled = true;
            } finally {
                world.lock.unlock();
            }
        }
    }

    @Override
    public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
        return new MemoryAcceptor(world, host, this, local, events);
    }

    @Override
    public DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        return MemoryDatagramWire.open(world.datagrams, host, this, local, options, events);
    }

    @Override
    public void runBeside(String name, Runnable work) {
        if (stepped != null) {
            world.steps().runBeside(work);
            return;
        }
        turns.threads().start(name, counted(work));
    }

    @Override
    public void runOnThread(String name, Runnable work) {
        turns.threads().startOnPlatform(name, counted(work));
    }

    /** {@code work}, which holds up the clock from now on until it is done. */
    private Runnable counted(Runnable work) {
        world.besideBegins();
        return () -> {
            try {
                work.run();
            } finally {
                world.besideEnds();
            }
        };
    }
}
