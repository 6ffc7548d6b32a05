package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/**
 * An arm that accepts connections over loopback, and makes them: many at a time, so that it may be a program of its own.
 * Nothing is sent on them.
 */
public interface ConnectArm extends Arm {

    /** How many connections a port keeps waiting to be accepted. */
    int BACKLOG = 1_024;

    /**
     * So many connections may clients have made that the server has not lost yet. The backlog of a port suffices for that,
     * also if some clients look at the same time.
     */
    int MOST_AHEAD = BACKLOG * 3 / 4;

    /**
     * Opens a port on loopback, and waits until it is open. Its connections stay until the peer resets them. Where a
     * connection ends otherwise, that is a failure.
     *
     * @param accepted is told of them
     * @return where it listens
     */
    InetSocketAddress accept(Accepted accepted);

    /**
     * Prepares to connect.
     *
     * @param accepted what has been told of the connections to {@code server}
     * @param ownLoop whether the server is this arm, and so on the same loop, if it has one. Then a connection begins when
     *     the server has lost one; or else when the client has, as long as there are no more than {@link #MOST_AHEAD}
     */
    Dial openDial(InetSocketAddress server, Accepted accepted, boolean ownLoop);

    /** Makes connections to one port. By one thread at a time. */
    interface Dial {

        /**
         * Makes {@code connections} connections, {@code inFlight} at a time, which the client resets as soon as it sees
         * them, and waits until it has seen and lost all of them.
         *
         * @throws IllegalStateException if one failed, at either end, or if they take too long
         */
        void connectAndReset(int inFlight, int connections);
    }
}
