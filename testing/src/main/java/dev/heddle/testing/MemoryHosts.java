package dev.heddle.testing;

import dev.heddle.defer.Deferred;
import dev.heddle.net.HostResolver;
import dev.heddle.spi.HostNames;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machines of a world. The world's lock guards everything. */
final class MemoryHosts {

    private static final String FIRST = "localhost";

    /** Of a network that is kept for documentation, so that no address of it is anything else. */
    private static final byte[] NETWORK = {(byte) 203, 0, 113, 0};

    private static final int MOST = 254;

    private final MemoryWorld world;
    private final Map<String, MemoryHost> byName = new LinkedHashMap<>();

    MemoryHosts(MemoryWorld world) {
        this.world = world;
        byName.put(FIRST, new MemoryHost(world, FIRST, loopback()));
    }

    static InetAddress loopback() {
        return address(new byte[] {127, 0, 0, 1});
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The machine of that name, made if there is none yet. */
    MemoryHost named(String name) {
        return byName.computeIfAbsent(HostNames.toAscii(name).toLowerCase(Locale.ROOT), this::make);
    }

    private MemoryHost make(String name) {
        int number = byName.size();
        if (number > MOST) {
            throw new IllegalStateException("a world has room for " + MOST + " hosts, and none for " + name);
        }
        byte[] bytes = NETWORK.clone();
        bytes[bytes.length - 1] = (byte) number;
        return new MemoryHost(world, name, address(bytes));
    }

    Collection<MemoryHost> all() {
        return byName.values();
    }

    /** Where what {@code from} sends to {@code receiver} arrives: what is nobody else's address is its own. */
    MemoryHost of(MemoryHost from, InetAddress receiver) {
        return byName.values().stream()
                .filter(host -> host.address().equals(receiver))
                .filter(host -> !receiver.isLoopbackAddress())
                .findFirst()
                .orElse(from);
    }

    void requireOwn(MemoryHost host, InetAddress bound) throws BindException {
        if (!bound.isLoopbackAddress() && !bound.isAnyLocalAddress() && !bound.equals(host.address())) {
            throw new BindException("Cannot assign requested address");
        }
    }

    /** Knows the names of this world's machines, and asks {@code others} for the rest. */
    HostResolver resolver(HostResolver others) {
        return (name, reactor) -> {
            MemoryHost host = find(name);
            return host == null ? others.resolve(name, reactor) : Deferred.succeed(List.of(host.address()));
        };
    }

    /** A machine that was made for its name, or null. */
    private @Nullable MemoryHost find(String name) {
        world.lock.lock();
        try {
            return name.equalsIgnoreCase(FIRST) ? null : byName.get(name.toLowerCase(Locale.ROOT));
        } finally {
            world.lock.unlock();
        }
    }
}
