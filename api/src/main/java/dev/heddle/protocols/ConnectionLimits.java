package dev.heddle.protocols;

import dev.heddle.net.Factory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many connections {@link Policies#limitConnections} lets there be at a time.
 *
 * @param total how many in all; one or more, {@link #UNLIMITED} unless told otherwise
 * @param byPeer how many with one peer; one or more, {@link #UNLIMITED} unless told otherwise. A peer is an IPv4 address or
 *     the 64 bits of an IPv6 address that name its network, since whoever has one such address has all of them. Other
 *     addresses, as of UNIX sockets, name nobody, and are not limited
 * @param overflow makes the protocols of those that are over a limit, which had better say so and close; they are held to
 *     the same limits among themselves, and closed at once beyond those. Null, the default, closes them at once
 */
public record ConnectionLimits(
        int total, int byPeer, @Nullable Factory overflow) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final ConnectionLimits NONE = new ConnectionLimits(UNLIMITED, UNLIMITED, null);

    /** Checks every value. */
    public ConnectionLimits {
        if (total < 1 || byPeer < 1) {
            throw new IllegalArgumentException("need total >= 1 and byPeer >= 1, not " + total + " and " + byPeer);
        }
    }

    /** No limits. */
    public static ConnectionLimits none() {
        return NONE;
    }

    /** These limits with another one in all. */
    public ConnectionLimits withTotal(int total) {
        return new ConnectionLimits(total, byPeer, overflow);
    }

    /** These limits with another one by peer. */
    public ConnectionLimits withByPeer(int byPeer) {
        return new ConnectionLimits(total, byPeer, overflow);
    }

    /** These limits, where those who are over one get a protocol of {@code overflow}. */
    public ConnectionLimits withOverflow(Factory overflow) {
        return new ConnectionLimits(total, byPeer, Objects.requireNonNull(overflow, "overflow"));
    }
}
