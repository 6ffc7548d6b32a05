package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.ProtocolWrapper;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An endpoint that connects to one address by {@code connectTcp}, and counts how often. */
final class TcpEndpoint implements ClientEndpoint {

    private final Reactor reactor;
    private final InetSocketAddress address;
    private final AtomicInteger attempts = new AtomicInteger();

    TcpEndpoint(Reactor reactor, InetSocketAddress address) {
        this.reactor = reactor;
        this.address = address;
    }

    /** How many attempts have begun. */
    int attempts() {
        return attempts.get();
    }

    @Override
    public Deferred<Protocol> connect(Factory factory) {
        attempts.incrementAndGet();
        AtomicReference<Connector> connector = new AtomicReference<>();
        Deferred<Protocol> made =
                Deferred.owedBy(reactor, self -> connector.get().disconnect());
        String host = address.getAddress().getHostAddress();
        connector.set(reactor.connectTcp(host, address.getPort(), new Attempt(factory, made)));
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
