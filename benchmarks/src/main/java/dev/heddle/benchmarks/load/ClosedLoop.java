package dev.heddle.benchmarks.load;

/**
 * Clients of a server that echoes, which have one request under way each, and send the next when they have the answer. That
 * shows what a server can do; not how long one waits for it at other times, since a client that waits asks for nothing
 * (coordinated omission).
 *
 * <p>What is counted begins when every connection has had an answer, and ends while all are still asking, so that neither
 * end of an iteration is in it.
 */
public interface ClosedLoop extends AutoCloseable {

    /**
     * Sends requests, and counts for so long.
     *
     * @throws IllegalStateException if an answer is another than its request, or does not come, or a connection ends
     */
    EchoLoad run(long spanNanos);

    /** Closes all connections, unless they are an arm's, which closes them itself. */
    @Override
    void close();
}
