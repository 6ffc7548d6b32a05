package dev.heddle.core;

import dev.heddle.spi.GroupMember;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The reactors that serve the connections of one port, in turns, and the connections that are on the way to one of them.
 *
 * <p>The port must not end before those: its factory is still to be asked for their protocols. Who ends one counts it and
 * then looks whether the port waits; the port says that it waits and then looks at the count. One of the two sees the
 * other, and both may.
 */
final class Servers {

    private final CoreReactor owner;
    private final List<CoreReactor> reactors;
    private final AtomicInteger dealt = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    /** What waits for the last one to arrive. Written with the owner's baton held. */
    private volatile @Nullable Runnable waiting;

    Servers(CoreReactor owner, List<? extends GroupMember> reactors) {
        this.owner = owner;
        this.reactors = reactors.stream().map(CoreReactor.class::cast).toList();
    }

    /** The port's reactor alone. */
    static Servers of(CoreReactor owner) {
        return new Servers(owner, List.of(owner));
    }

    /** How the next connection gets to its reactor, which {@code accept} is told, too; null if it is there. */
    Driver.@Nullable HandOver next(BiConsumer<Wire, CoreReactor> accept) {
        CoreReactor server = reactors.get(Math.floorMod(dealt.getAndIncrement(), reactors.size()));
        if (server == owner) {
            return null;
        }
        begin();
        return new Way(server, accept);
    }

    /** Runs {@code task}, once, when none is on the way any more. Called with the owner's baton held, and runs with it. */
    void whenNoneIsHandedOver(Runnable task) {
        waiting = task;
        if (underWay.get() == 0) {
            runWaiting(task);
        }
    }

    private void runWaiting(Runnable task) {
        if (over.compareAndSet(false, true)) {
            task.run();
        }
    }

    /** A connection is on its way to a reactor, until {@link #end}. On any thread. */
    void begin() {
        underWay.incrementAndGet();
    }

    /** It has arrived, or was given up. */
    void end() {
        if (underWay.decrementAndGet() == 0) {
            Runnable task = waiting;
            if (task != null) {
                owner.turns().laterOrAlone(() -> runWaiting(task));
            }
        }
    }

    private final class Way implements Driver.HandOver {

        private final CoreReactor server;
        private final BiConsumer<Wire, CoreReactor> accept;

        Way(CoreReactor server, BiConsumer<Wire, CoreReactor> accept) {
            this.server = server;
            this.accept = accept;
        }

        @Override
        public Driver driver() {
            return server.turns().openedDriver();
        }

        @Override
        public boolean give(Runnable task) {
            return server.turns().mailbox.give((Turns.Visit) task::run);
        }

        @Override
        public void accepted(Wire wire) {
            accept.accept(server.turns().checked(wire), server);
        }

        @Override
        public void end() {
            Servers.this.end();
        }
    }
}
