package dev.heddle.examples.peers;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;

/** Sends back what comes over the socket that it was started with, until the first connection is over. */
final class InheritedEcho {

    private InheritedEcho() {}

    /** One argument: the backend. */
    public static void main(String[] args) {
        Reactor reactor = Reactors.create(args[0]);
        Endpoints.server(reactor, "inherit:").listen(Factory.of(() -> new Echo() {
            @Override
            public void connectionLost(CloseReason reason) {
                reactor.stop();
            }
        }));
        reactor.run();
    }
}
