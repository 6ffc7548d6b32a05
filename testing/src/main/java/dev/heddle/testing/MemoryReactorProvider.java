package dev.heddle.testing;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.spi.ReactorProvider;

/**
 * The backend named {@code memory}: each reactor in a world of its own. Not offered to {@link dev.heddle.Reactors},
 * since a program that has it among its tests would then have to choose a backend; tests that want a reactor of memory
 * make a {@link MemoryWorld}.
 */
public final class MemoryReactorProvider implements ReactorProvider {

    /** A provider without state. */
    public MemoryReactorProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Reactor create(ReactorOptions options) {
        return new MemoryWorld().newReactor(options);
    }
}
