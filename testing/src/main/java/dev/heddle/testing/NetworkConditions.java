package dev.heddle.testing;

import java.time.Duration;

/**
 * How well the network of a {@linkplain MemoryWorld#stepped stepped} world does its work. Start from {@link #perfect()} and
 * change what is to be worse:
 *
 * {@snippet :
 * world.setConditions(NetworkConditions.perfect()
 *         .withLatency(Duration.ofMillis(1), Duration.ofMillis(80))
 *         .withLargestSegment(3)
 *         .withResets(0.01));
 * }
 *
 * <p>What befalls each piece is drawn from the seed of the world (W6).
 *
 * @param leastLatency how long anything takes to the other end, at least
 * @param mostLatency how long it takes at most; the bytes of a connection keep their order nevertheless, datagrams do not
 * @param largestSegment the bytes of a connection travel in pieces of up to so many, each with a length and a latency of its own
 * @param loss how often a piece is lost, from 0 to less than 1. One of a connection comes later, after {@link #RESENT_AFTER} and
 *     twice as long each further time; a datagram does not come
 * @param resets how often, from 0 to 1, the connection is reset instead of a piece of it arriving
 * @param refusals how often, from 0 to 1, an attempt to connect is refused though somebody listens
 */
public record NetworkConditions(
        Duration leastLatency, Duration mostLatency, int largestSegment, double loss, double resets, double refusals) {

    /** How long it takes until what was lost is sent for the second time. */
    public static final Duration RESENT_AFTER = Duration.ofMillis(200);

    private static final NetworkConditions PERFECT =
            new NetworkConditions(Duration.ZERO, Duration.ZERO, MemorySocket.BUFFER_BYTES, 0, 0, 0);

    /** Checks every value. */
    public NetworkConditions {
        if (leastLatency.isNegative() || leastLatency.compareTo(mostLatency) > 0) {
            throw new IllegalArgumentException("latency must be from zero or more to at least as much, not from "
                    + leastLatency + " to " + mostLatency);
        }
        if (largestSegment < 1) {
            throw new IllegalArgumentException("largestSegment must be 1 or more, not " + largestSegment);
        }
        requireShare("loss", loss);
        requireShare("resets", resets);
        requireShare("refusals", refusals);
        if (loss == 1) {
            throw new IllegalArgumentException("loss must be less than 1: partition two hosts to let nothing through");
        }
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, not " + share);
        }
    }

    /** All arrives, at once and whole. */
    public static NetworkConditions perfect() {
        return PERFECT;
    }

    /** These conditions with another latency, drawn evenly between the two for each piece. */
    public NetworkConditions withLatency(Duration least, Duration most) {
        return new NetworkConditions(least, most, largestSegment, loss, resets, refusals);
    }

    /** These conditions with connections cut into pieces of 1 to so many bytes. */
    public NetworkConditions withLargestSegment(int bytes) {
        return new NetworkConditions(leastLatency, mostLatency, bytes, loss, resets, refusals);
    }

    /** These conditions with another share of pieces that are lost. */
    public NetworkConditions withLoss(double share) {
        return new NetworkConditions(leastLatency, mostLatency, largestSegment, share, resets, refusals);
    }

    /** These conditions with another share of pieces that reset their connection. */
    public NetworkConditions withResets(double share) {
        return new NetworkConditions(leastLatency, mostLatency, largestSegment, loss, share, refusals);
    }

    /** These conditions with another share of attempts to connect that are refused. */
    public NetworkConditions withRefusals(double share) {
        return new NetworkConditions(leastLatency, mostLatency, largestSegment, loss, resets, share);
    }
}
