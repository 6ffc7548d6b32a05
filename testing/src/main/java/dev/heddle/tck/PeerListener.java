package dev.heddle.tck;

import java.net.InetSocketAddress;

/** A port of TCP for a reactor to connect to, in the hands of a test. */
public interface PeerListener extends PeerAcceptor {

    /** Where it listens. */
    InetSocketAddress address();
}
