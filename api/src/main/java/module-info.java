/** What applications compile against: the reactor, Deferred, protocols and transports. A backend is added at run time. */
module dev.heddle.api {
    requires static transitive org.jspecify;

    exports dev.heddle;
    exports dev.heddle.defer;
    exports dev.heddle.endpoint;
    exports dev.heddle.net;
    exports dev.heddle.protocols;
    exports dev.heddle.process;
    exports dev.heddle.spi;
    exports dev.heddle.task;
    exports dev.heddle.tls;

    uses dev.heddle.spi.ReactorProvider;
}
