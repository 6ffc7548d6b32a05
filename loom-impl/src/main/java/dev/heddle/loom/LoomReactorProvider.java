package dev.heddle.loom;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.core.CoreReactor;
import dev.heddle.spi.ReactorProvider;

/** The backend named {@code loom}. */
public final class LoomReactorProvider implements ReactorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public LoomReactorProvider() {}

    @Override
    public String name() {
        return "loom";
    }

    @Override
    public Reactor create(ReactorOptions options) {
        return CoreReactor.open(options, LoomDriver::new);
    }
}
