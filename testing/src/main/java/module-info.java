/** A backend made of memory and virtual time, and the contract suite that every backend passes. */
module dev.heddle.testing {
    requires transitive dev.heddle.api;
    requires dev.heddle.core;
    requires java.logging;
    requires jdk.jfr;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;
    requires static org.jspecify;

    exports dev.heddle.tck;
    exports dev.heddle.testing;
}
