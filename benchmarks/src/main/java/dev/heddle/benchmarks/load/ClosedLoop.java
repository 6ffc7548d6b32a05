package dev.heddle.benchmarks.load;

/**
 * Clients of a server that echoes, which have one request under way each, and send the next when they have the answer. That
 * shows what a server can do; not how long one waits for it at other times, since a client that waits asks for nothing
 * (coordinated omission).
 *
 * <p>First there is a single round trip on each connection, so that the server has seen all of them before it is busy: a
 * server that starts a thread for each may come to that late otherwise, or never. It is counted from when all ask until they
 * stop.
 */
public interface ClosedLoop extends AutoCloseable {

    /**
     * Sends requests, and counts for so long.
     *
     * @throws IllegalStateException if an answer is another than its request, or does not come, or a connection ends
     */
    EchoLoad run(long spanNanos);

    /**
     * Does so, again and again, until so many were answered.
     *
     * @param spanNanos how long it counts at a time
     */
    default void warmUp(int answers, long spanNanos) {
        long answered = 0;
        while (answered < answers) {
            answered += run(spanNanos).answers();
        }
    }

    /** Closes all connections, unless they are an arm's, which closes them itself. */
    @Override
    void close();
}
