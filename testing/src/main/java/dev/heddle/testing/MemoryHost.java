package dev.heddle.testing;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import java.net.InetAddress;

/**
 * A machine in a {@link MemoryWorld}, with an address, ports and reactors of its own. The name is found by all reactors in that
 * world. The loopback addresses are each machine's own (W7).
 *
 * {@snippet :
 * MemoryHost server = world.host("server");
 * MemoryHost client = world.host("client");
 * Reactor serving = server.newReactor(ReactorOptions.defaults());
 * client.newReactor(ReactorOptions.defaults()).connectTcp("server", 80, factory);
 * world.partition(client, server);
 * }
 *
 * <p>Every method may be called from any thread.
 */
public final class MemoryHost {

    private final MemoryWorld world;
    private final String name;
    private final InetAddress address;

    MemoryHost(MemoryWorld world, String name, InetAddress address) {
        this.world = world;
        this.name = name;
        this.address = address;
    }

    /** The name of this machine. */
    public String name() {
        return name;
    }

    /** What the name resolves to. */
    public InetAddress address() {
        return address;
    }

    /** A reactor on this machine, that does not run yet. The clock of the options is replaced by the world's. */
    public Reactor newReactor(ReactorOptions options) {
        return world.newReactor(this, options);
    }

    /** Whether a socket bound to {@code bound} gets what is sent to {@code receiver}, which is an address of this machine. */
    boolean reaches(InetAddress receiver, InetAddress bound) {
        return bound.isAnyLocalAddress() || isOuter(bound) == isOuter(receiver);
    }

    /** Whether other machines, too, reach this one under {@code own}. */
    private boolean isOuter(InetAddress own) {
        return own.equals(address) && !own.isLoopbackAddress();
    }

    @Override
    public String toString() {
        return name + "/" + address.getHostAddress();
    }
}
