package dev.heddle.benchmarks.load;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Clients that send requests by a schedule, at a fixed rate, whether earlier ones were answered or not. The time of a
 * request counts from when it was due, so a stall of the server counts for all that were to be sent meanwhile.
 *
 * <p>The loop spins between requests, since a selector's timeouts are a millisecond apart: it takes a processor, and
 * leaves the others to the server.
 */
public final class OpenLoop extends EchoLoop {

    /** Requests begin a little later than asked for, so that none is late from the beginning. */
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Histogram nanos = new Histogram(3);
    private long firstNanos;
    private double stepNanos;

    /**
     * Connects, and waits for that.
     *
     * @throws IllegalStateException if a connection fails
     */
    public OpenLoop(InetSocketAddress server, int connections, int messageBytes) {
        super(server, connections, messageBytes);
    }

    /**
     * Sends requests, on each connection in turn.
     *
     * @param graceNanos how long after the last one was due all must be answered
     * @throws IllegalStateException if they are not, since then the rate was not reached, and times tell nothing; or if
     *     an answer is another than its request, or a connection ends
     */
    public EchoLoad run(int requests, int perSecond, long graceNanos) {
        long beganCpuNanos = cpuNanos();
        nanos = new Histogram(3);
        Histogram lateNanos = new Histogram(3);
        connections.forEach(connection -> connection.answeredBefore = connection.answered());
        stepNanos = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
        firstNanos = System.nanoTime() + HEAD_START_NANOS;
        int sent = 0;
        while (nanos.getTotalCount() < requests) {
            long nowNanos = System.nanoTime();
            if (nowNanos - dueNanos(requests - 1) > graceNanos) {
                throw new IllegalStateException("overload: of " + requests + " requests at " + perSecond
                        + " per second, " + sent + " were sent and " + nanos.getTotalCount() + " answered within "
                        + TimeUnit.NANOSECONDS.toMillis(graceNanos) + " ms after the last was due");
            }
            if (sent < requests && nowNanos - dueNanos(sent) >= 0) {
                lateNanos.recordValue(nowNanos - dueNanos(sent));
                ask(connections.get(sent % connections.size()));
                sent++;
            }
            turn(0);
        }
        return new EchoLoad(nanos, lateNanos, System.nanoTime() - firstNanos, cpuSeconds(beganCpuNanos));
    }

    private long dueNanos(long place) {
        return firstNanos + Math.round(place * stepNanos);
    }

    @Override
    void answered(EchoConnection connection, int requests) {
        long nowNanos = System.nanoTime();
        long last = connection.answered() - connection.answeredBefore;
        for (long turn = last - requests; turn < last; turn++) {
            nanos.recordValue(nowNanos - dueNanos(turn * connections.size() + connection.number));
        }
    }
}
