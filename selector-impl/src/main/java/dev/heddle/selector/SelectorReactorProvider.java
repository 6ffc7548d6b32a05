package dev.heddle.selector;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.core.CoreReactor;
import dev.heddle.spi.ReactorProvider;

/** The backend named {@code selector}. */
public final class SelectorReactorProvider implements ReactorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SelectorReactorProvider() {}

    @Override
    public String name() {
        return "selector";
    }

    @Override
    public Reactor create(ReactorOptions options) {
        return CoreReactor.open(options, SelectorDriver::new);
    }
}
