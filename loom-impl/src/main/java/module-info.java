/** The loom backend: blocking channels on virtual threads. Found by its name, {@code loom}. */
module dev.heddle.loom {
    requires transitive dev.heddle.api;
    requires dev.heddle.core;
    requires static org.jspecify;

    exports dev.heddle.loom;

    provides dev.heddle.spi.ReactorProvider with
            dev.heddle.loom.LoomReactorProvider;
}
