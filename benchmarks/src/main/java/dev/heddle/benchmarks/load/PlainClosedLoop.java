package dev.heddle.benchmarks.load;

import java.net.InetSocketAddress;
import org.HdrHistogram.Histogram;

/** A closed loop of plain NIO, in the thread that calls it, and so the same for all arms. */
public final class PlainClosedLoop extends EchoLoop implements ClosedLoop {

    private Histogram nanos = new Histogram(3);
    private boolean counting;
    private int underWay;

    /**
     * Connects, and waits for that.
     *
     * @throws IllegalStateException if a connection fails
     */
    public PlainClosedLoop(InetSocketAddress server, int connections, int messageBytes) {
        this(server, 0, connections, messageBytes);
    }

    /** As one of several: the number of its first connection is the count of theirs before. */
    PlainClosedLoop(InetSocketAddress server, int first, int connections, int messageBytes) {
        super(server, first, connections, messageBytes);
    }

    @Override
    public EchoLoad run(long spanNanos) {
        return run(spanNanos, () -> {});
    }

    /** Waits for others before it begins to count. */
    EchoLoad run(long spanNanos, Runnable others) {
        long beganCpuNanos = ThreadCpu.nanos();
        nanos = new Histogram(3);
        askAll();
        turnUntil(() -> underWay == 0, "a first answer on each connection");
        others.run();
        long beganNanos = System.nanoTime();
        counting = true;
        askAll();
        turnUntil(() -> System.nanoTime() - beganNanos >= spanNanos && nanos.getTotalCount() > 0, "an answer");
        long elapsedNanos = System.nanoTime() - beganNanos;
        counting = false;
        turnUntil(() -> underWay == 0, "the last answer on each connection");
        long uncounted = 2L * connections.size(); // the first and the last answer on each
        return new EchoLoad(nanos, new Histogram(3), uncounted, elapsedNanos, ThreadCpu.secondsSince(beganCpuNanos));
    }

    private void askAll() {
        underWay = connections.size();
        for (EchoConnection connection : connections) {
            connection.askedNanos = System.nanoTime();
            ask(connection);
        }
    }

    @Override
    void answered(EchoConnection connection, int requests) {
        if (counting) {
            long nowNanos = System.nanoTime();
            nanos.recordValue(nowNanos - connection.askedNanos);
            connection.askedNanos = nowNanos;
            ask(connection);
        } else {
            underWay--;
        }
    }
}
