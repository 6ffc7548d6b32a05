package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.ProtocolWrapper;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A port on a host, to connect to. */
public record TcpEndpoint(Reactor reactor, String host, int port) implements ClientEndpoint {

    @Override
    public Deferred<Protocol> connect(Factory factory) {
        List<Connector> connector = new ArrayList<>();
        Deferred<Protocol> made =
                Deferred.owedBy(reactor, cancelled -> connector.getFirst().disconnect());
        connector.add(reactor.connectTcp(host, port, new Attempt(factory, made)));
        return made;
    }

    /** Tells a Deferred what one attempt came to. */
    private record Attempt(Factory factory, Deferred<Protocol> made) implements ClientFactory {

        @Override
        public @Nullable Protocol buildProtocol(SocketAddress peer) {
            Protocol protocol = factory.buildProtocol(peer);
            return protocol == null
                    ? null
                    : new ProtocolWrapper(protocol, factory) {
                        @Override
                        public void connectionMade() {
                            super.connectionMade();
                            made.callback(protocol);
                        }
                    };
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            if (!made.hasFired()) {
                made.errback(reason);
            }
        }
    }
}
