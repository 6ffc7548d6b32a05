/** The selector backend: one loop thread, one {@link java.nio.channels.Selector}. Found by its name, {@code selector}. */
module dev.heddle.selector {
    requires transitive dev.heddle.api;
    requires dev.heddle.core;
    requires static org.jspecify;

    exports dev.heddle.selector;

    provides dev.heddle.spi.ReactorProvider with
            dev.heddle.selector.SelectorReactorProvider;
}
