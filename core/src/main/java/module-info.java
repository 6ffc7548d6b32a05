/** All behaviour of a reactor, once: what backends and the testing module share. Not for applications. */
@SuppressWarnings("module") // the modules it is exported to are compiled after it
module dev.heddle.core {
    requires transitive dev.heddle.api;
    requires jdk.jfr;
    requires static org.jspecify;

    exports dev.heddle.core to
            dev.heddle.selector,
            dev.heddle.loom,
            dev.heddle.testing;
}
