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
public final class OpenLoop extends EchoLoop implements ScheduledLoop {

    /** Requests begin a little later than asked for, so that none is late from the beginning. */
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Runnable NOTHING = () -> {};

    private final InetSocketAddress server;
    private final int messageBytes;
    private Histogram nanos = new Histogram(3);
    private long firstNanos;
    private double stepNanos;

    /**
     * Connects, and waits for that.
     *
     * @throws IllegalStateException if a connection fails
     */
    public OpenLoop(InetSocketAddress server, int connections, int messageBytes) {
        super(server, 0, connections, messageBytes);
        this.server = server;
        this.messageBytes = messageBytes;
    }

    /**
     * What is sent, and when.
     *
     * @param graceNanos how long after the last request was due all must be answered
     * @param every after the first of so many requests, each time, {@code besides} is run by the clients' thread
     */
    public record Schedule(int requests, int perSecond, long graceNanos, int every, Runnable besides) {

        /** Nothing but requests. */
        public Schedule(int requests, int perSecond, long graceNanos) {
            this(requests, perSecond, graceNanos, requests, NOTHING);
        }

        /** The same with another patience. */
        public Schedule withGrace(long graceNanos) {
            return new Schedule(requests, perSecond, graceNanos, every, besides);
        }

        /** The same with something that is done each so many requests. */
        public Schedule withEach(int every, Runnable besides) {
            return new Schedule(requests, perSecond, graceNanos, every, besides);
        }

        /** Whether there are only requests. */
        boolean isPlain() {
            return besides == NOTHING;
        }

        /** Says whether the server was too slow, or the clients already were. */
        private Overload overload(int sent, long answered) {
            String who = sent < requests ? "the clients did not get to send: " : "";
            return new Overload("overload: " + who + "of " + requests + " requests at " + perSecond
                    + " per second, " + sent + " were sent and " + answered + " answered within "
                    + TimeUnit.NANOSECONDS.toMillis(graceNanos) + " ms after the last was due");
        }
    }

    @Override
    public void warmUp(int answers, long spanNanos) {
        try (ClosedLoop waiting = new PlainClosedLoop(server, connections.size(), messageBytes)) {
            waiting.warmUp(answers, spanNanos);
        }
    }

    @Override
    public EchoLoad run(Schedule schedule) {
        long beganCpuNanos = ThreadCpu.nanos();
        nanos = new Histogram(3);
        Histogram lateNanos = new Histogram(3);
        connections.forEach(connection -> connection.answeredBefore = connection.answered());
        stepNanos = (double) TimeUnit.SECONDS.toNanos(1) / schedule.perSecond;
        firstNanos = System.nanoTime() + HEAD_START_NANOS;
        int sent = 0;
        while (nanos.getTotalCount() < schedule.requests) {
            long nowNanos = System.nanoTime();
            if (nowNanos - dueNanos(schedule.requests - 1) > schedule.graceNanos) {
                throw schedule.overload(sent, nanos.getTotalCount());
            }
            if (sent < schedule.requests && nowNanos - dueNanos(sent) >= 0) {
                lateNanos.recordValue(nowNanos - dueNanos(sent));
                ask(connections.get(sent % connections.size()));
                if (sent % schedule.every == 0) {
                    schedule.besides.run();
                }
                sent++;
            }
            turn(0);
        }
        return new EchoLoad(nanos, lateNanos, 0, System.nanoTime() - firstNanos, ThreadCpu.secondsSince(beganCpuNanos));
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
