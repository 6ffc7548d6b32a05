package dev.heddle.core;

import dev.heddle.net.Factory;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many ports and connectors each factory serves, by itself or by one that stands in for it: it is started before the
 * first and stopped after the last (C8). The reactors of a group have one count (G4): while one of them starts or stops a
 * factory, the others wait where they want the same one, and nowhere else.
 */
final class FactoryUses {

    /** How often one factory is used. */
    private static final class Use {

        int count;

        /** Who starts or stops it now; null if nobody does. */
        @Nullable
        CoreReactor busy;
    }

    /** Not held while a factory starts or stops. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition done = lock.newCondition();
    private final IdentityHashMap<Factory, Use> uses = new IdentityHashMap<>();

    /** What each reactor waits for that waits. */
    private final Map<CoreReactor, Use> awaited = new HashMap<>();

    /** What {@code reactor}, which has used no factory yet, counts in instead of this. */
    FactoryUses sharedBy(Object reactor, FactoryUses shared) {
        if (!uses.isEmpty()) {
            throw new IllegalArgumentException(
                    "the reactors of a group are new, but " + reactor + " listens or connects already");
        }
        return shared;
    }

    /**
     * One more use. An exception from {@code startFactory} is the caller's, and then there is no use.
     *
     * @throws IllegalStateException if who starts or stops it waits for this reactor
     */
    void begin(CoreReactor reactor, Factory used) {
        Factory factory = used.origin();
        lock.lock();
        try {
            Use use = ready(reactor, factory);
            use.count++;
            if (use.count == 1) {
                start(reactor, factory, use);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The use of a factory that no other reactor starts or stops. */
    private Use ready(CoreReactor reactor, Factory factory) {
        Use use = uses.computeIfAbsent(factory, first -> new Use());
        while (use.busy != null && !use.busy.equals(reactor)) {
            requireNoCircle(reactor, factory, use);
            awaited.put(reactor, use);
            done.awaitUninterruptibly();
            awaited.remove(reactor);
            use = uses.computeIfAbsent(factory, first -> new Use());
        }
        return use;
    }

    /** Throws if who is busy with it waits, perhaps through others, for {@code reactor}. */
    private void requireNoCircle(CoreReactor reactor, Factory factory, Use use) {
        for (Use next = use; next != null && next.busy != null; next = awaited.get(next.busy)) {
            if (next.busy.equals(reactor)) {
                throw new IllegalStateException("cannot use " + factory
                        + ": another reactor of the group starts or stops it, and waits for what is started or"
                        + " stopped here");
            }
        }
    }

    private void start(CoreReactor reactor, Factory factory, Use use) {
        boolean started = false;
        try {
            call(reactor, use, factory::startFactory);
            started = true;
        } finally {
            if (!started) {
                use.count--;
                forgetUnused(factory, use);
            }
        }
    }

    /** Calls a factory without the lock; who wants the same one waits. */
    private void call(CoreReactor reactor, Use use, Runnable callback) {
        CoreReactor before = use.busy; // this one, in a callback of the same factory
        use.busy = reactor;
        lock.unlock();
        try {
            callback.run();
        } finally {
            lock.lock();
            use.busy = before;
            done.signalAll();
        }
    }

    private void forgetUnused(Factory factory, Use use) {
        if (use.count == 0 && use.busy == null) {
            uses.remove(factory, use);
        }
    }

    /** One use less. An exception from {@code stopFactory} is logged. */
    void end(CoreReactor reactor, Factory used) {
        Factory factory = used.origin();
        lock.lock();
        try {
            Use use = Objects.requireNonNull(uses.get(factory), "a use that has begun");
            use.count--;
            if (use.count == 0) {
                call(reactor, use, () -> stop(factory));
                forgetUnused(factory, use);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void stop(Factory factory) {
        try {
            factory.stopFactory();
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        }
    }
}
