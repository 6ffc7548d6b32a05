package dev.heddle.core;

import dev.heddle.net.Factory;
import java.util.IdentityHashMap;

/**
 * How many ports and connectors each factory serves, by itself or by one that stands in for it: it is started before the
 * first and stopped after the last (C8).
 */
final class FactoryUses {

    private final IdentityHashMap<Factory, Integer> uses = new IdentityHashMap<>();

    /** One more use. An exception from {@code startFactory} is the caller's, and then there is no use. */
    void begin(Factory used) {
        Factory factory = used.origin();
        int before = uses.getOrDefault(factory, 0);
        if (before == 0) {
            factory.startFactory();
        }
        uses.put(factory, before + 1);
    }

    /** One use less. An exception from {@code stopFactory} is logged. */
    void end(Factory used) {
        Factory factory = used.origin();
        int left = uses.getOrDefault(factory, 1) - 1;
        if (left > 0) {
            uses.put(factory, left);
            return;
        }
        uses.remove(factory);
        try {
            factory.stopFactory();
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        }
    }
}
