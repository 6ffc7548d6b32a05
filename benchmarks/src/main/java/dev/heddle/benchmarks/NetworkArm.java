package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/**
 * An arm that tells of each of its connections. Servers and clients may be of different arms, and what they tell of is told
 * on the threads of their own.
 */
public interface NetworkArm extends LoopArm, ConnectArm {

    /**
     * Opens a port on loopback, and waits until it is open. Its connections stay until the peer resets them; nothing is
     * sent. Where a connection ends otherwise, that is a failure.
     *
     * @return where it listens
     */
    InetSocketAddress listen(ConnectionEvents events);

    /**
     * Prepares to connect to {@code server}.
     *
     * @return begins one connection each time it is run, which is to be in work that was posted, or in an event. The
     *     connection is reset as soon as it is there.
     */
    Runnable dial(InetSocketAddress server, ConnectionEvents events);

    @Override
    default InetSocketAddress accept(Accepted accepted) {
        return listen(accepted);
    }

    @Override
    default Dial openDial(InetSocketAddress server, Accepted accepted, boolean ownLoop) {
        return new LoopDial(this, server, accepted, ownLoop);
    }
}
