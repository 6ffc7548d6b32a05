package dev.heddle.tck;

import java.net.InetSocketAddress;

/** A port for a reactor to connect to, in the hands of a test. */
public interface PeerListener extends AutoCloseable {

    /** Where it listens. */
    InetSocketAddress address();

    /** Waits for a connection. */
    Peer accept();

    @Override
    void close();
}
