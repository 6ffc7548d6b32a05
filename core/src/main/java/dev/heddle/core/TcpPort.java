package dev.heddle.core;

import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import java.net.InetSocketAddress;

/** A port whose address is one of the Internet's. */
final class TcpPort extends StreamPort implements TcpListeningPort {

    TcpPort(CoreReactor reactor, InetSocketAddress local, Factory factory, ListenOptions options, Servers servers) {
        super(reactor, local, factory, options, servers);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) super.address();
    }
}
