package dev.heddle.core;

import dev.heddle.net.MulticastJoinException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The multicast groups of a port for datagrams. */
final class Memberships {

    private final DatagramWire wire;

    /** How to leave each. */
    private final Map<Membership, Runnable> joined = new HashMap<>();

    Memberships(DatagramWire wire) {
        this.wire = wire;
    }

    void join(Membership membership) {
        if (!membership.group().isMulticastAddress()) {
            throw new IllegalArgumentException("a group must be a multicast address, not "
                    + membership.group().getHostAddress());
        }
        if (joined.containsKey(membership)) {
            throw new IllegalStateException("the port is a member of " + membership + " already");
        }
        try {
            joined.put(membership, wire.join(membership.group(), membership.networkInterface()));
        } catch (IOException | UnsupportedOperationException refused) {
            throw new MulticastJoinException("cannot join " + membership + ": " + refused.getMessage(), refused);
        }
    }

    /** Leaves a group; a port that is closed left all of them then. */
    void leave(Membership membership, boolean closed) {
        Runnable leave = joined.remove(membership);
        if (leave == null) {
            throw new IllegalStateException("the port is not a member of " + membership);
        }
        if (!closed) {
            leave.run();
        }
    }
}
