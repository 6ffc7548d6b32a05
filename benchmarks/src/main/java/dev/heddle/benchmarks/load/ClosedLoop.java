package dev.heddle.benchmarks.load;

import java.net.InetSocketAddress;
import org.HdrHistogram.Histogram;

/**
 * Clients that have one request under way each, and send the next when they have the answer. That shows what a server can
 * do; not how long one waits for it at other times, since a client that waits asks for nothing (coordinated omission).
 *
 * <p>What is counted begins when every connection has had an answer, and ends while all are still asking, so that neither
 * end of an iteration is in it.
 */
public final class ClosedLoop extends EchoLoop {

    private Histogram nanos = new Histogram(3);
    private boolean counting;
    private boolean asking;
    private int underWay;

    /** How many connections have had no answer in this iteration. */
    private int silent;

    /**
     * Connects, and waits for that.
     *
     * @throws IllegalStateException if a connection fails
     */
    public ClosedLoop(InetSocketAddress server, int connections, int messageBytes) {
        super(server, connections, messageBytes);
    }

    /**
     * Sends requests, and counts for so long.
     *
     * @throws IllegalStateException if an answer is another than its request, or does not come, or a connection ends
     */
    public EchoLoad run(long spanNanos) {
        long beganCpuNanos = cpuNanos();
        nanos = new Histogram(3);
        begin();
        turnUntil(() -> silent == 0, "a first answer on each connection");
        long beganNanos = System.nanoTime();
        counting = true;
        turnUntil(() -> System.nanoTime() - beganNanos >= spanNanos && nanos.getTotalCount() > 0, "an answer");
        long elapsedNanos = System.nanoTime() - beganNanos;
        counting = false;
        asking = false;
        turnUntil(() -> underWay == 0, "the last answer on each connection");
        return new EchoLoad(nanos, new Histogram(3), elapsedNanos, cpuSeconds(beganCpuNanos));
    }

    private void begin() {
        asking = true;
        silent = connections.size();
        underWay = connections.size();
        for (EchoConnection connection : connections) {
            connection.answeredBefore = connection.answered();
            connection.askedNanos = System.nanoTime();
            ask(connection);
        }
    }

    @Override
    void answered(EchoConnection connection, int requests) {
        long nowNanos = System.nanoTime();
        if (counting) {
            nanos.recordValue(nowNanos - connection.askedNanos);
        } else if (connection.answered() == connection.answeredBefore + 1) {
            silent--;
        }
        if (asking) {
            connection.askedNanos = nowNanos;
            ask(connection);
        } else {
            underWay--;
        }
    }
}
