package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/**
 * An arm that serves requests over loopback, with {@code TCP_NODELAY}, whose answers take work that blocks and have a limit
 * of time: as when a server asks a database.
 */
public interface RequestArm extends Arm {

    /** How long a request is, and an answer. */
    int MESSAGE_BYTES = 64;

    /**
     * Opens a port, and waits until it is open. A connection has one request under way at most. For each request the server
     * sets a time limit, and has {@link Service#work} done where a user of that arm has work done that blocks. What that
     * returns is the answer, and the limit is cancelled. If the limit passes first, the work is called off, if the arm can
     * do that, and the answer is {@link Service#late}.
     *
     * <p>The client resets a connection when it has all answers.
     *
     * @return where it listens
     */
    InetSocketAddress serve(Service service);

    /** What the server does, whatever the arm. All methods may be called by any threads at the same time. */
    interface Service {

        /** How many requests are under way at the same time at most; a pool of threads can be that large. */
        int mostAtOnce();

        /** There is a connection. */
        void connected();

        /** A connection has ended: each is told of once. */
        void lost();

        /** How long the work may take. */
        long limitNanos(byte[] request);

        /**
         * Does the work, which blocks.
         *
         * @return the answer
         * @throws InterruptedException if it was called off
         */
        byte[] work(byte[] request) throws InterruptedException;

        /** The work was done in time, and its limit will not pass any more. */
        void limitCancelled();

        /** The limit has passed before the work was done. Returns the answer. */
        byte[] late(byte[] request);
    }
}
