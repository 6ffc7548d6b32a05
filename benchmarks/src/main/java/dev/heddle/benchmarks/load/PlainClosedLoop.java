package dev.heddle.benchmarks.load;

import java.net.InetSocketAddress;
import org.HdrHistogram.Histogram;

/** A closed loop of plain NIO, in the thread that calls it, and so the same for all arms. */
public final class PlainClosedLoop extends EchoLoop implements ClosedLoop {

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
    public PlainClosedLoop(InetSocketAddress server, int connections, int messageBytes) {
        super(server, connections, messageBytes);
    }

    @Override
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
