package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Accepted;
import dev.heddle.benchmarks.Completion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * The clients of whoever accepts, whatever the arm: they connect, and reset that at once. The thread that measures does
 * it, with channels that block, which over loopback they hardly do.
 *
 * <p>A connection is in flight until the server has lost it. This thread looks all the time whether it has: a message from
 * the server for each connection would be a good part of what is measured.
 */
public final class PlainDialer {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(Completion.LIMIT_SECONDS);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LOOKS_EACH_YIELD = 256;

    private final InetSocketAddress server;
    private final Accepted accepted;
    private long made;

    /** To a port that is open, and told nothing of yet. */
    public PlainDialer(InetSocketAddress server, Accepted accepted) {
        this.server = server;
        this.accepted = accepted;
    }

    /**
     * What came of it.
     *
     * @param connections how many were made in all
     * @param perSecond how many the server has lost per second, from when it had lost as many as were in flight to when
     *     the last one was begun
     * @param cpuSeconds what this thread took
     */
    public record Outcome(long connections, double perSecond, double cpuSeconds) {}

    /**
     * Makes connections, at least so many and for at least so long, and waits until the server has lost all of them.
     *
     * @throws IllegalStateException if one failed, or was not seen or not lost by the server
     */
    public Outcome run(int inFlight, long fewest, long spanNanos) {
        long cpuNanos = ThreadCpu.nanos();
        long before = made;
        connectUntilLost(inFlight, before + inFlight);
        long beganNanos = System.nanoTime();
        long beganLost = accepted.lostCount();
        long elapsedNanos = 0;
        while (elapsedNanos < spanNanos || made - before < fewest || accepted.lostCount() == beganLost) {
            connect(inFlight);
            elapsedNanos = System.nanoTime() - beganNanos;
        }
        double perSecond = (accepted.lostCount() - beganLost) * NANOS_PER_SECOND / elapsedNanos;
        accepted.awaitLost(made);
        return new Outcome(made - before, perSecond, ThreadCpu.secondsSince(cpuNanos));
    }

    private void connectUntilLost(int inFlight, long count) {
        while (accepted.lostCount() < count) {
            connect(inFlight);
        }
    }

    /** Makes one, as soon as so few are in flight. */
    private void connect(int inFlight) {
        awaitFewerThan(inFlight);
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0); // so that a close is a reset
        } catch (IOException refused) {
            throw new IllegalStateException("cannot connect to " + server + ": " + refused, refused);
        }
        made++;
    }

    private void awaitFewerThan(int inFlight) {
        if (made - accepted.lostCount() < inFlight) {
            return;
        }
        long beganNanos = System.nanoTime();
        for (int looks = 1; made - accepted.lostCount() >= inFlight; looks++) {
            if (looks % LOOKS_EACH_YIELD != 0) {
                Thread.onSpinWait();
                continue;
            }
            accepted.checkFailures();
            if (System.nanoTime() - beganNanos > LIMIT_NANOS) {
                throw new IllegalStateException("the server lost none for " + Completion.LIMIT_SECONDS + " s, of "
                        + made + " connections: " + accepted);
            }
            Thread.yield();
        }
    }
}
