package dev.heddle.core;

import dev.heddle.net.MulticastJoinException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The multicast groups of a port for datagrams. */
final class Memberships {

    private final DatagramWire wire;
    private final Set<Membership> joined = new HashSet<>();

    Memberships(DatagramWire wire) {
        this.wire = wire;
    }

    void join(Membership membership) {
        if (!membership.group().isMulticastAddress()) {
            throw new IllegalArgumentException("a group must be a multicast address, not "
                    + membership.group().getHostAddress());
        }
        if (joined.contains(membership)) {
            throw new IllegalStateException("the port is a member of " + membership + " already");
        }
        try {
            wire.join(membership.group(), membership.networkInterface());
        } catch (IOException | UnsupportedOperationException refused) {
            throw new MulticastJoinException("cannot join " + membership + ": " + refused.getMessage(), refused);
        }
        joined.add(membership);
    }

    /** Leaves a group; a port that is closed left all of them then. */
    void leave(Membership membership, boolean closed) {
        if (!joined.remove(membership)) {
            throw new IllegalStateException("the port is not a member of " + membership);
        }
        if (!closed) {
            wire.leave(membership.group(), membership.networkInterface());
        }
    }
}
