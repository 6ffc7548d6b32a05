package dev.heddle.spi;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;

/**
 * A backend, as {@link dev.heddle.Reactors} finds it: through {@link java.util.ServiceLoader}, so a public
 * constructor without arguments is needed. Providers hold no state; any thread may call them.
 */
public interface ReactorProvider {

    /** The word by which an application chooses this backend, such as {@code "selector"}: lower case, always the same. */
    String name();

    /** A new reactor that does not run yet. */
    Reactor create(ReactorOptions options);
}
