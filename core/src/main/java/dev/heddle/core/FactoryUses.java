package dev.heddle.core;

import dev.heddle.net.Factory;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many ports and connectors each factory serves, by itself or by one that stands in for it: it is started before the
 * first and stopped after the last (C8). The reactors of a group have one count (G4).
 */
final class FactoryUses {

    /** Held while a factory starts or stops: no other reactor goes on with one that is not ready. */
    private final ReentrantLock lock = new ReentrantLock();

    private final IdentityHashMap<Factory, Integer> uses = new IdentityHashMap<>();

    /** What {@code reactor}, which has used no factory yet, counts in instead of this. */
    FactoryUses sharedBy(Object reactor, FactoryUses shared) {
        if (!uses.isEmpty()) {
            throw new IllegalArgumentException(
                    "the reactors of a group are new, but " + reactor + " listens or connects already");
        }
        return shared;
    }

    /** One more use. An exception from {@code startFactory} is the caller's, and then there is no use. */
    void begin(Factory used) {
        Factory factory = used.origin();
        lock.lock();
        try {
            int before = uses.getOrDefault(factory, 0);
            if (before == 0) {
                factory.startFactory();
            }
            uses.put(factory, before + 1);
        } finally {
            lock.unlock();
        }
    }

    /** One use less. An exception from {@code stopFactory} is logged. */
    void end(Factory used) {
        Factory factory = used.origin();
        lock.lock();
        try {
            int left = uses.getOrDefault(factory, 1) - 1;
            if (left > 0) {
                uses.put(factory, left);
                return;
            }
            uses.remove(factory);
            factory.stopFactory();
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        } finally {
            lock.unlock();
        }
    }
}
