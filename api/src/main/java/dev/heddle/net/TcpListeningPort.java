package dev.heddle.net;

import java.net.InetSocketAddress;

/** A {@link ListeningPort} of TCP, which has a port number. */
public interface TcpListeningPort extends ListeningPort {

    @Override
    InetSocketAddress address();
}
